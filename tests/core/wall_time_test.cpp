#include "core/wall_time.hpp"

#include <gtest/gtest.h>

namespace dyndns {
namespace {

using namespace std::chrono_literals;

constexpr WallTime moment = std::chrono::sys_days(2026y / 11 / 23) + 13h + 5min + 9s;

TEST(Rfc3339, WritesUtcBySeconds) {
  EXPECT_EQ(to_rfc3339(moment), "2026-11-23T13:05:09Z");
  EXPECT_EQ(to_rfc3339(WallTime{}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(WallTime(-1s)), "1969-12-31T23:59:59Z");
}

TEST(Rfc3339, ReadsWhatItWrites) {
  for (const auto time : {moment, WallTime{}, WallTime(-1s), WallTime(std::chrono::sys_days(9999y / 12 / 31))}) {
    SCOPED_TRACE(testing::PrintToString(time));
    EXPECT_EQ(parse_rfc3339(to_rfc3339(time)), time);
  }
}

TEST(Rfc3339, KnowsTheCalendar) {
  EXPECT_TRUE(parse_rfc3339("2028-02-29T00:00:00Z"));
  for (const auto* const wrong :
       {"2026-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-01-32T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z"}) {
    EXPECT_FALSE(parse_rfc3339(wrong)) << wrong;
  }
}

TEST(Rfc3339, RefusesEveryOtherShape) {
  for (const auto* const wrong : {"", "2026-11-23", "2026-11-23T13:05:09", "2026-11-23T13:05:09Z ",
                                  "2026-11-23 13:05:09Z", "2026-11-23T13:05:09z", "2026-11-23T13:05:9Z",
                                  "2026-11-23T13:05:09+00:00", "+026-11-23T13:05:09Z", "2026-11-23T13:05: 9Z"}) {
    EXPECT_FALSE(parse_rfc3339(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace dyndns
