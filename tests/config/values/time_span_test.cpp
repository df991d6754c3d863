#include "config/values/time_span.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace dyndns::config {
namespace {

using namespace std::chrono_literals;

TEST(TimeSpan, ReadsWhatSystemdWrites) {
  const std::initializer_list<std::pair<const char*, std::chrono::milliseconds>> spans = {
      {"5min", 5min},        {"1h 30min", 90min}, {"1h30min", 90min}, {" 300 ", 300s}, {"90s", 90s},
      {"500ms", 500ms},      {"2500us", 2ms},     {"1.5h", 90min},    {"0.3s", 300ms}, {"2 hours", 2h},
      {"1d", 24h},           {"1w", 168h},        {"1m", 1min},       {"3sec", 3s},    {"1hr", 1h},
      {"55s500ms", 55500ms}, {"5 min 20", 320s},  {"1M", 2629800s},   {"0", 0ms}};
  for (const auto& [text, span] : spans) {
    EXPECT_EQ(parse_time_span(text), span) << text;
  }
  EXPECT_EQ(parse_time_span("5000\xc2\xb5s"), 5ms);
}

TEST(TimeSpan, RefusesEverythingElse) {
  for (const char* text : {"", " ", "min", "5 fortnights", "-5min", "5min,", "1e3", "1..5s", ".", "0x10", "inf", "nan",
                           "infinity", "20y", "99999999999999999999999999", "5MIN"}) {
    EXPECT_EQ(parse_time_span(text), std::nullopt) << text;
  }
}

TEST(TimeSpan, SecondsMustBeANumberOfThisCentury) {
  EXPECT_EQ(seconds_span(0.25), 250ms);
  EXPECT_EQ(seconds_span(-1), std::nullopt);
  EXPECT_EQ(seconds_span(1e300), std::nullopt);
  EXPECT_EQ(seconds_span(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

TEST(TimeSpan, IsWrittenInItsLargestWholeUnit) {
  EXPECT_EQ(span_text(90s), "90s");
  EXPECT_EQ(span_text(2min), "2min");
  EXPECT_EQ(span_text(24h), "1d");
  EXPECT_EQ(span_text(100ms), "100ms");
  EXPECT_EQ(span_text(0ms), "0ms");
}

}  // namespace
}  // namespace dyndns::config
