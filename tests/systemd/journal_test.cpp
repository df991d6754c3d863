#include "systemd/journal.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <string>

#include "fakes/virtual_clock.hpp"
#include "systemd/environment_variable.hpp"

namespace dyndns::systemd {
namespace {

// Takes the place of stderr.
class CapturedStderr {
 public:
  CapturedStderr() : before_(::dup(STDERR_FILENO)) {
    EXPECT_EQ(::pipe2(ends_.data(), O_CLOEXEC | O_NONBLOCK), 0);
    ::dup2(ends_[1], STDERR_FILENO);
  }
  CapturedStderr(const CapturedStderr&) = delete;
  CapturedStderr& operator=(const CapturedStderr&) = delete;
  ~CapturedStderr() {
    ::dup2(before_, STDERR_FILENO);
    for (const int number : {before_, ends_[0], ends_[1]}) {
      ::close(number);
    }
  }

  [[nodiscard]] std::string text() const {
    std::array<char, 65'536> buffer{};
    const auto length = ::read(ends_[0], buffer.data(), buffer.size());
    return length < 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(length));
  }

  // As systemd writes it into JOURNAL_STREAM.
  [[nodiscard]] std::string identity() const {
    struct stat status {};
    EXPECT_EQ(::fstat(STDERR_FILENO, &status), 0);
    return std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino);
  }

 private:
  int before_;
  std::array<int, 2> ends_{};
};

class LogTest : public testing::Test {
 protected:
  // How many lines an event of each level makes, from error to debug.
  std::string levels_written(Log& log) {
    std::string written;
    for (const auto level : {Level::error, Level::warning, Level::notice, Level::info, Level::debug}) {
      log.write({EventKind::started, level, "hello"});
      written += std::to_string(std::ranges::count(captured.text(), '\n'));
    }
    return written;
  }

  EnvironmentVariable zone{"TZ", "UTC0"};
  CapturedStderr captured;
  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
};

TEST_F(LogTest, AnEventIsOneLineOnStderr) {
  const auto log = make_log(Level::info, LogTarget::standard_error, clock);
  log->write({EventKind::started, Level::info, "hello\nworld", {{"DYNDNS_DOMAIN", "example.com"}}});
  EXPECT_EQ(captured.text(), "2026-01-01T00:00:00+00:00 info: hello world\n");
}

TEST_F(LogTest, DropsWhatIsBelowItsLevel) {
  EXPECT_EQ(levels_written(*make_log(Level::error, LogTarget::standard_error, clock)), "10000");
  EXPECT_EQ(levels_written(*make_log(Level::notice, LogTarget::standard_error, clock)), "11100");
  EXPECT_EQ(levels_written(*make_log(Level::debug, LogTarget::standard_error, clock)), "11111");
}

TEST_F(LogTest, ItsLevelCanBeChanged) {
  const auto log = make_log(Level::debug, LogTarget::standard_error, clock);
  log->set_level(Level::warning);
  EXPECT_EQ(levels_written(*log), "11000");
  log->set_level(Level::info);
  EXPECT_EQ(levels_written(*log), "11110");
}

TEST_F(LogTest, SurvivesAStderrThatTakesNoMore) {
  const auto log = make_log(Level::info, LogTarget::standard_error, clock);
  for (int i = 0; i < 100; ++i) {
    log->write({EventKind::started, Level::info, std::string(4096, 'x')});
  }
  EXPECT_FALSE(captured.text().empty());
}

TEST_F(LogTest, TheJournalIsTheTargetWhenStderrIsItsStream) {
  const EnvironmentVariable stream("JOURNAL_STREAM", captured.identity());
  EXPECT_EQ(log_target(), LogTarget::journal);
}

TEST_F(LogTest, StderrIsTheTargetWhenItWasRedirectedOrNobodySpeaksOfAJournal) {
  const auto target_with = [](const std::optional<std::string>& value) {
    const EnvironmentVariable stream("JOURNAL_STREAM", value);
    return log_target();
  };
  EXPECT_EQ(target_with(std::nullopt), LogTarget::standard_error);
  EXPECT_EQ(target_with(""), LogTarget::standard_error);
  EXPECT_EQ(target_with("1:1"), LogTarget::standard_error);
  EXPECT_EQ(target_with(captured.identity() + "0"), LogTarget::standard_error);
}

}  // namespace
}  // namespace dyndns::systemd
