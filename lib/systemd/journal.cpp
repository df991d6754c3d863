#include "systemd/journal.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <utility>

#include "systemd/datagram.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::systemd {
namespace {

constexpr std::string_view identifier = "gandi-dyndnsd";
constexpr std::size_t longest_value = 4096;
constexpr std::size_t longest_name = 64;

struct LevelNames {
  std::string_view word;
  int priority;
};

// In the order of Level.
constexpr std::array<LevelNames, 5> levels = {{
    {"error", LOG_ERR},
    {"warning", LOG_WARNING},
    {"notice", LOG_NOTICE},
    {"info", LOG_INFO},
    {"debug", LOG_DEBUG},
}};

const LevelNames& names_of(Level level) { return levels.at(static_cast<std::size_t>(level)); }

bool is_upper(char character) { return character >= 'A' && character <= 'Z'; }

bool may_name_a_field(char character) {
  return is_upper(character) || (character >= '0' && character <= '9') || character == '_';
}

bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && is_upper(name.front()) &&
         std::ranges::all_of(name, may_name_a_field);
}

std::string field(std::string_view name, std::string_view value) {
  return std::string(name).append("=").append(text::one_line(value, longest_value));
}

std::string local_time(WallTime when) {
  const auto seconds = static_cast<std::time_t>(when.time_since_epoch().count());
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S%z", &parts);
  // strftime writes the offset as +0100, RFC 3339 as +01:00.
  return std::string(text.data(), length).insert(length - 2, 1, ':');
}

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

// Of the journal's stream, which is a socket.
void write_to_stream(std::string_view text) {
  (void)::send(STDERR_FILENO, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

// As the journal takes them where no value has a second line. sd_journal_sendv(3) waits where it has fallen behind, and
// so would all that we do; what it sends in a memfd is longer than our fields can be together.
std::string entry_of(const std::vector<std::string>& fields) { return text::join(fields, "\n") + '\n'; }

std::vector<std::string> fields_of(Level level, std::string_view message) {
  return {field("MESSAGE", message), field("PRIORITY", std::to_string(names_of(level).priority)),
          field("SYSLOG_IDENTIFIER", identifier)};
}

class SystemLog final : public LevelledLog {
 public:
  SystemLog(Level threshold, LogTarget target, const Clock& clock, std::string journal)
      : threshold_(threshold), target_(target), clock_(clock), journal_(std::move(journal)) {}

  void set_level(Level threshold) override { threshold_ = threshold; }

  void write(const Event& event) override {
    if (event.level > threshold_) {
      return;
    }
    if (target_ == LogTarget::standard_error) {
      write_to_stderr(log_line(event, clock_.wall()) + '\n');
    } else if (const int error = tell_of_losses() ? send_datagram(journal_, entry_of(journal_fields(event))) : EAGAIN) {
      pass_on(event, error);
    }
  }

 private:
  // What the journal's socket refuses may still pass through the stream that stderr is; not what it has no time for.
  void pass_on(const Event& event, int error) {
    if (error == EAGAIN) {
      ++lost_;
    } else {
      write_to_stream(log_line(event, clock_.wall()) + '\n');
    }
  }

  // False when there is still no room for it.
  bool tell_of_losses() {
    if (lost_ == 0) {
      return true;
    }
    const auto told = "the journal had no room for " + text::count_of(lost_, "message") + " before this one";
    if (send_datagram(journal_, entry_of(fields_of(Level::warning, told))) == EAGAIN) {
      return false;
    }
    lost_ = 0;
    return true;
  }

  Level threshold_;
  LogTarget target_;
  const Clock& clock_;
  std::string journal_;
  std::size_t lost_ = 0;
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

std::unique_ptr<LevelledLog> make_log(Level threshold, LogTarget target, const Clock& clock, std::string journal) {
  return std::make_unique<SystemLog>(threshold, target, clock, std::move(journal));
}

std::vector<std::string> journal_fields(const Event& event) {
  auto fields = fields_of(event.level, event.message);
  fields.push_back(field("MESSAGE_ID", message_id_of(event.kind)));
  fields.push_back(field("DYNDNS_EVENT", name_of(event.kind)));
  for (const auto& [name, value] : event.fields) {
    if (is_field_name(name)) {
      fields.push_back(field(name, value));
    }
  }
  return fields;
}

std::string log_line(const Event& event, WallTime when) {
  return local_time(when)
      .append(" ")
      .append(names_of(event.level).word)
      .append(": ")
      .append(text::one_line(event.message, longest_value));
}

}  // namespace dyndns::systemd
