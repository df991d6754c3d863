#include "show/layout.hpp"

#include <gtest/gtest.h>

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

TEST(Layout, ColumnsAreAlignedForPeople) {
  EXPECT_EQ(to_lines({{"a", "long", "x"}, {"longer", "b"}}, true), "a       long  x\nlonger  b\n");
}

TEST(Layout, PlainLinesHaveSingleSpaces) {
  EXPECT_EQ(to_lines({{"a", "long", "x"}, {"longer", "b"}}, false), "a long x\nlonger b\n");
  EXPECT_EQ(to_lines({}, false), "");
}

TEST(Layout, ASpanIsToldInTheUnitThatFits) {
  EXPECT_EQ(span_of(-5s), "0 s");
  EXPECT_EQ(span_of(119s), "119 s");
  EXPECT_EQ(span_of(2min), "2 min");
  EXPECT_EQ(span_of(2h), "2 h");
  EXPECT_EQ(span_of(47h), "47 h");
  EXPECT_EQ(span_of(48h), "2 days");
}

TEST(Layout, ADateIsTheDayAndTheMinute) {
  EXPECT_EQ(date_of(WallTime(std::chrono::sys_days(2026y / 11 / 23) + 13h + 5min + 9s)), "2026-11-23 13:05 UTC");
}

}  // namespace
}  // namespace dyndns::show
