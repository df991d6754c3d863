#include "config/desk.hpp"
#include "config/keys/readers.hpp"

namespace dyndns::config {
namespace {

TEST(LogLevel, IsReadInAnyCaseAndInThePredecessorsWords) {
  EXPECT_EQ(parse_log_level("error"), Level::error);
  EXPECT_EQ(parse_log_level("Warning"), Level::warning);
  EXPECT_EQ(parse_log_level("WARNING"), Level::warning);
  EXPECT_EQ(parse_log_level("notice"), Level::notice);
  EXPECT_EQ(parse_log_level("INFO"), Level::info);
  EXPECT_EQ(parse_log_level("debug"), Level::debug);
  EXPECT_EQ(parse_log_level("CRITICAL"), Level::error);
  EXPECT_EQ(parse_log_level("FATAL"), Level::error);
  EXPECT_EQ(parse_log_level("verbose"), std::nullopt);
  EXPECT_EQ(parse_log_level(""), std::nullopt);
}

TEST(LogLevel, OptionComesBeforeEnvironmentBeforeConfiguration) {
  Desk desk;
  EXPECT_EQ(settings_of(desk.read_with("")).log_level, Level::info);
  EXPECT_EQ(settings_of(desk.read_with(R"("log_level": "error")")).log_level, Level::error);
  desk.environment["LOG_LEVEL"] = "DEBUG";
  EXPECT_EQ(settings_of(desk.read_with(R"("log_level": "error")")).log_level, Level::debug);
  desk.options.log_level = "notice";
  EXPECT_EQ(settings_of(desk.read_with(R"("log_level": "error")")).log_level, Level::notice);
}

TEST(LogLevel, AnEmptyVariableSaysNothing) {
  Desk desk;
  desk.environment["LOG_LEVEL"] = "";
  EXPECT_EQ(settings_of(desk.read_with(R"("log_level": "error")")).log_level, Level::error);
}

TEST(LogLevel, ABadOneNamesWhereItCameFrom) {
  const std::string complaint = "'loud' is no log level; the levels are error, warning, notice, info and debug";
  Desk desk;
  EXPECT_EQ(errors(desk.read_with(R"("log_level": "loud")")), Messages{"log_level: " + complaint});
  desk.environment["LOG_LEVEL"] = "loud";
  auto reading = desk.read_with("");
  EXPECT_EQ(errors(reading), Messages{complaint});
  EXPECT_EQ(reading.problems.at(0).where, "$LOG_LEVEL");
  desk.options.log_level = "loud";
  EXPECT_EQ(desk.read_with("").problems.at(0).where, "--log-level");
}

}  // namespace
}  // namespace dyndns::config
