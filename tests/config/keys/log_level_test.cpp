#include "config/desk.hpp"
#include "config/keys/readers.hpp"

namespace dyndns::config {
namespace {

TEST(LogLevel, IsReadInAnyCaseAndInThePredecessorsWords) {
  EXPECT_EQ(parse_log_level("error"), Level::error);
  EXPECT_EQ(parse_log_level("Warning"), Level::warning);
  EXPECT_EQ(parse_log_level("WARNING"), Level::warning);
  EXPECT_EQ(parse_log_level("WARN"), Level::warning);
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

TEST(LogLevel, InTheConfigurationABadOneIsAnError) {
  EXPECT_EQ(errors(Desk().read_with(R"("log_level": "loud")")),
            Messages{"log_level: 'loud' is no log level; the levels are error, warning, notice, info and debug"});
  EXPECT_EQ(settings_of(Desk().read_with(R"("log_level": "warn")")).log_level, Level::warning);
}

TEST(LogLevel, InTheEnvironmentABadOneMeansInfoAsItDidForThePredecessor) {
  Desk desk;
  desk.environment["LOG_LEVEL"] = "loud";
  const auto reading = desk.read_with(R"("log_level": "error")");
  EXPECT_EQ(settings_of(reading).log_level, Level::info);
  EXPECT_EQ(warnings(reading), Messages{"'loud' is no log level; the levels are error, warning, notice, info and "
                                        "debug; it counts as info"});
  EXPECT_EQ(reading.problems.at(0).where, "$LOG_LEVEL");
}

}  // namespace
}  // namespace dyndns::config
