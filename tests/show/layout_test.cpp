#include "show/layout.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

TEST(Layout, ColumnsAreAlignedByWhatIsSeen) {
  const Style colours{true};
  EXPECT_EQ(to_table({{{"a"}, {"9 ms", true}, {"x"}}, {{mark(Mark::good, colours) + " lé"}, {"12 ms", true}}}, "  "),
            "  a      9 ms  x\n"
            "  \x1b[32m✓\x1b[0m lé  12 ms\n");
}

TEST(Layout, PlainLinesHaveSingleSpaces) { EXPECT_EQ(to_line({"a", "long", ""}), "a long\n"); }

TEST(Layout, LongTextsAreBrokenBetweenWordsAtEightyColumns) {
  std::string text;
  for (int i = 0; i < 30; ++i) {
    text += "word" + std::to_string(i) + ' ';
  }
  const auto lines = wrapped("  ✗ ", text);
  EXPECT_TRUE(lines.starts_with("  ✗ word0 word1")) << lines;
  std::istringstream stream(lines);
  for (std::string line; std::getline(stream, line);) {
    SCOPED_TRACE(line);
    EXPECT_LE(columns_of(line), page_width);
    EXPECT_TRUE(line.starts_with("    word") || line.starts_with("  ✗ word"));
  }
}

TEST(Layout, AWordThatIsLongerThanALineStaysWhole) {
  const std::string url(100, 'u');
  EXPECT_EQ(wrapped("    ", "see " + url), "    see\n    " + url + "\n");
  EXPECT_EQ(wrapped("    ", url), "    " + url + "\n");
}

TEST(Layout, WithoutColourAndUnicodeAMarkIsOneLetter) {
  for (const auto which : {Mark::good, Mark::bad, Mark::warning, Mark::none, Mark::change}) {
    const auto plain = mark(which, {false, false});
    SCOPED_TRACE(plain);
    EXPECT_EQ(plain.size(), 1U);
    EXPECT_EQ(columns_of(mark(which, {true, true})), 1U);
  }
}

TEST(Layout, ASpanIsToldInTheUnitThatFits) {
  EXPECT_EQ(span_of(-5s), "0 s");
  EXPECT_EQ(span_of(119s), "119 s");
  EXPECT_EQ(span_of(2min), "2 min");
  EXPECT_EQ(span_of(2h), "2 h");
  EXPECT_EQ(span_of(47h), "47 h");
  EXPECT_EQ(span_of(48h), "2 days");
}

TEST(Layout, AnExactSpanLosesNothing) {
  EXPECT_EQ(exact_span_of(300s), "5 min");
  EXPECT_EQ(exact_span_of(3h), "3 h");
  EXPECT_EQ(exact_span_of(301s), "301 s");
  EXPECT_EQ(exact_span_of(0s), "0 s");
}

TEST(Layout, TheReadersTimeIsOfTheClockOnTheWallAndShort) {
  ASSERT_EQ(::setenv("TZ", "Europe/Berlin", 1), 0);
  const WallTime now(std::chrono::sys_days(2026y / 11 / 23) + 22h);
  EXPECT_EQ(local_time(now + 30min, now), "23:30");
  EXPECT_EQ(local_time(now + 90min, now), "24 Nov 00:30");
  EXPECT_EQ(local_time(now - std::chrono::days(100), now), "16 Aug 00:00");
  EXPECT_EQ(local_time(now - std::chrono::days(400), now), "20 Oct 2025");
  ASSERT_EQ(::setenv("TZ", "UTC", 1), 0);
}

TEST(Layout, ADateIsTheDayAndTheMinute) {
  EXPECT_EQ(date_of(WallTime(std::chrono::sys_days(2026y / 11 / 23) + 13h + 5min + 9s)), "2026-11-23 13:05 UTC");
}

}  // namespace
}  // namespace dyndns::show
