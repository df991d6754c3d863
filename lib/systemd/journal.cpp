#include "systemd/journal.hpp"

// This file's name and line would say nothing about an event.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "systemd/log_format.hpp"

namespace dyndns::systemd {
namespace {

// Best in one write(2), so that lines of several processes do not mix.
void write_to_stderr(std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return;
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

bool send_to_journal(const Event& event) {
  auto fields = journal_fields(event);
  std::vector<::iovec> parts;
  parts.reserve(fields.size());
  for (auto& field : fields) {
    parts.push_back({field.data(), field.size()});
  }
  return ::sd_journal_sendv(parts.data(), static_cast<int>(parts.size())) >= 0;
}

class SystemLog final : public LevelledLog {
 public:
  SystemLog(Level threshold, LogTarget target, const Clock& clock)
      : threshold_(threshold), target_(target), clock_(clock) {}

  void set_level(Level threshold) override { threshold_ = threshold; }

  void write(const Event& event) override {
    if (event.level > threshold_) {
      return;
    }
    // An event that the journal's socket refuses may still pass through the stream that stderr is.
    if (target_ == LogTarget::journal && send_to_journal(event)) {
      return;
    }
    write_to_stderr(log_line(event, clock_.wall()) + '\n');
  }

 private:
  Level threshold_;
  LogTarget target_;
  const Clock& clock_;
};

}  // namespace

LogTarget log_target() {
  const char* const stream = ::secure_getenv("JOURNAL_STREAM");
  struct stat status {};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &status) != 0) {
    return LogTarget::standard_error;
  }
  const auto ours = std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino);
  return ours == stream ? LogTarget::journal : LogTarget::standard_error;
}

std::unique_ptr<LevelledLog> make_log(Level threshold, LogTarget target, const Clock& clock) {
  return std::make_unique<SystemLog>(threshold, target, clock);
}

}  // namespace dyndns::systemd
