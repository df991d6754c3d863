#include "systemd/log_format.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "systemd/environment_variable.hpp"

namespace dyndns::systemd {
namespace {

using namespace std::chrono_literals;

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
