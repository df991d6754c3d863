#include "systemd/journal.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <string>

#include "fakes/temporary_folder.hpp"
#include "fakes/virtual_clock.hpp"
#include "systemd/datagram.hpp"
#include "systemd/environment_variable.hpp"
#include "systemd/notify_socket.hpp"

namespace dyndns::systemd {
namespace {

using namespace std::chrono_literals;

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

class JournalTest : public LogTest {
 protected:
  void write(const std::string& message) { log->write({EventKind::started, Level::info, message}); }

  fakes::TemporaryFolder folder;
  std::string path = folder.file("journal");
  NotifySocket journal{path};
  std::unique_ptr<LevelledLog> log = make_log(Level::info, LogTarget::journal, clock, path);
};

TEST_F(JournalTest, TakesAnEventAsOneFieldPerLine) {
  write("two\nlines");
  EXPECT_EQ(journal.receive(),
            "MESSAGE=two lines\nPRIORITY=6\nSYSLOG_IDENTIFIER=gandi-dyndnsd\n"
            "MESSAGE_ID=8a42f425babf0056d772029b0aafb92b\nDYNDNS_EVENT=started\n");
  EXPECT_EQ(captured.text(), "");
}

TEST_F(JournalTest, ThatIsFullIsNotWaitedForAndIsToldLaterWhatWasLost) {
  int taken = 0;
  while (send_datagram(path, "MESSAGE=x\n") == 0) {
    ++taken;
  }
  ASSERT_GT(taken, 0);
  const auto before = std::chrono::steady_clock::now();
  write("first");
  write("second");
  EXPECT_LT(std::chrono::steady_clock::now() - before, 500ms);
  EXPECT_EQ(captured.text(), "") << "stderr is the same journal";
  for (; taken > 0; --taken) {
    EXPECT_EQ(journal.receive(), "MESSAGE=x\n") << taken << " are left";
  }
  EXPECT_EQ(journal.receive(), "");
  write("third");
  EXPECT_EQ(journal.receive(),
            "MESSAGE=the journal had no room for 2 messages before this one\nPRIORITY=4\n"
            "SYSLOG_IDENTIFIER=gandi-dyndnsd\n");
  EXPECT_EQ(journal.receive().substr(0, 14), "MESSAGE=third\n");
  write("fourth");
  EXPECT_EQ(journal.receive().substr(0, 15), "MESSAGE=fourth\n");
}

TEST_F(JournalTest, TakesTheLongestEventThatThereCanBe) {
  Event event{EventKind::started, Level::info, std::string(100'000, 'x')};
  for (char name = 'A'; name <= 'L'; ++name) {
    event.fields.emplace_back(std::string(64, name), std::string(100'000, 'x'));
  }
  log->write(event);
  EXPECT_EQ(captured.text(), "");
  EXPECT_NE(journal.receive(), "");
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

constexpr WallTime moment = std::chrono::sys_days(2026y / 11 / 23) + 13h + 5min + 9s;

bool has_field(const Event& event, std::string_view field) {
  const auto fields = journal_fields(event);
  return std::ranges::find(fields, field) != fields.end();
}

TEST(LogFormat, AnEventBecomesJournalFields) {
  const Event event{EventKind::record_changed, Level::notice, "address changed", {{"DYNDNS_DOMAIN", "example.com"}}};
  const std::vector<std::string> expected = {
      "MESSAGE=address changed",         "PRIORITY=5",
      "SYSLOG_IDENTIFIER=gandi-dyndnsd", "MESSAGE_ID=87c0c9362098a30e12824c7618e1c106",
      "DYNDNS_EVENT=record-changed",     "DYNDNS_DOMAIN=example.com",
  };
  EXPECT_EQ(journal_fields(event), expected);
}

TEST(LogFormat, LevelsAreSyslogPriorities) {
  EXPECT_TRUE(has_field({EventKind::started, Level::error, ""}, "PRIORITY=3"));
  EXPECT_TRUE(has_field({EventKind::started, Level::warning, ""}, "PRIORITY=4"));
  EXPECT_TRUE(has_field({EventKind::started, Level::info, ""}, "PRIORITY=6"));
  EXPECT_TRUE(has_field({EventKind::started, Level::debug, ""}, "PRIORITY=7"));
}

TEST(LogFormat, AFieldThatTheJournalWouldNotTakeIsLeftOut) {
  Event event{EventKind::started, Level::info, "x"};
  const auto without = journal_fields(event);
  for (const auto& name : {"", "_PID", "lower", "1ST", "WITH-DASH", "WITH=SIGN", "NEW\nLINE"}) {
    event.fields = {{name, "value"}};
    EXPECT_EQ(journal_fields(event), without) << name;
  }
  event.fields = {{std::string(65, 'X'), "value"}};
  EXPECT_EQ(journal_fields(event), without);
  event.fields = {{std::string(64, 'X'), "value"}, {"A_1", "value"}};
  EXPECT_EQ(journal_fields(event).size(), without.size() + 2);
}

TEST(LogFormat, ValuesAreOneLineEachAndHaveALimit) {
  const Event event{EventKind::started, Level::info, "two\nlines", {{"DYNDNS_ERROR", "a\nPRIORITY=0"}}};
  EXPECT_TRUE(has_field(event, "MESSAGE=two lines"));
  EXPECT_TRUE(has_field(event, "DYNDNS_ERROR=a PRIORITY=0"));
  const auto fields = journal_fields({EventKind::started, Level::info, std::string(100'000, 'x')});
  EXPECT_EQ(fields.front().size(), std::string_view("MESSAGE=").size() + 4096);
}

TEST(LogFormat, ALineBeginsWithTheLocalTimeAndItsOffset) {
  const auto line_in = [](const std::string& zone) {
    const EnvironmentVariable variable("TZ", zone);
    return log_line({EventKind::record_changed, Level::notice, "address changed"}, moment);
  };
  EXPECT_EQ(line_in("UTC0"), "2026-11-23T13:05:09+00:00 notice: address changed");
  EXPECT_EQ(line_in("CET-1"), "2026-11-23T14:05:09+01:00 notice: address changed");
  EXPECT_EQ(line_in("NST3:30"), "2026-11-23T09:35:09-03:30 notice: address changed");
}

TEST(LogFormat, ALineIsOneLineWhateverTheMessageHolds) {
  const EnvironmentVariable variable("TZ", "UTC0");
  const Event event{EventKind::internal_error, Level::error, "said\n2026 error: \x1b[2Jgone\r"};
  EXPECT_EQ(log_line(event, moment), "2026-11-23T13:05:09+00:00 error: said 2026 error: \\x1b[2Jgone");
}

}  // namespace
}  // namespace dyndns::systemd
