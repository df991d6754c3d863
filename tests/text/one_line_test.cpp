#include "text/one_line.hpp"

#include <gtest/gtest.h>

namespace dyndns::text {
namespace {

constexpr std::size_t plenty = 1000;

TEST(OneLine, LeavesOrdinaryTextAlone) {
  for (const auto* const text :
       {"", "address of 'home.example.com' changed", "caf\u00e9 \u20ac \U0001f600 \u00a0\uffff"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(one_line(text, plenty), text);
  }
}

TEST(OneLine, ShowsControlCharactersInsteadOfSendingThem) {
  EXPECT_EQ(one_line("a\nb\r\tc\x1b[31m\x7f", plenty), "a b c\\x1b[31m\\x7f");
  EXPECT_EQ(one_line(std::string_view("a\0b", 3), plenty), "a\\x00b");
  EXPECT_EQ(one_line("\u0080\u009b", plenty), "\\xc2\\x80\\xc2\\x9b");  // C1: the second one begins an escape sequence
}

TEST(OneLine, ShowsTheBytesOfWhatIsNotUtf8) {
  EXPECT_EQ(one_line("\xff\xfe", plenty), "\\xff\\xfe");
  EXPECT_EQ(one_line("\xc3", plenty), "\\xc3");                             // cut off
  EXPECT_EQ(one_line("\xc3(", plenty), "\\xc3(");                           // not continued
  EXPECT_EQ(one_line("\xa9", plenty), "\\xa9");                             // never begun
  EXPECT_EQ(one_line("\xc0\x8a", plenty), "\\xc0\\x8a");                    // a newline in disguise
  EXPECT_EQ(one_line("\xed\xa0\x80", plenty), "\\xed\\xa0\\x80");           // half a surrogate pair
  EXPECT_EQ(one_line("\xf4\x90\x80\x80", plenty), "\\xf4\\x90\\x80\\x80");  // beyond Unicode
}

TEST(OneLine, WhiteSpaceIsASingleSpaceAndNoneAtTheEnds) {
  EXPECT_EQ(one_line("sh: 1: foo: not found\n", plenty), "sh: 1: foo: not found");
  EXPECT_EQ(one_line(" a\n\t b\r\n", plenty), "a b");
  EXPECT_EQ(one_line(" \n\t", plenty), "");
}

TEST(OneLine, WhatHidesOrReordersOtherCharactersIsShown) {
  EXPECT_EQ(one_line("a\u202eb\u200bc\u2066", plenty), "a\\xe2\\x80\\xaeb\\xe2\\x80\\x8bc\\xe2\\x81\\xa6");
  EXPECT_EQ(one_line("\u061c\u00ad", plenty), "\\xd8\\x9c\\xc2\\xad");
  EXPECT_EQ(one_line("\U000e0041", plenty), "\\xf3\\xa0\\x81\\x81");
  EXPECT_EQ(one_line("\u2028\ufeff", plenty), "\\xe2\\x80\\xa8\\xef\\xbb\\xbf");
}

TEST(OneLine, FitsExactly) {
  EXPECT_EQ(one_line("12345", 5), "12345");
  EXPECT_EQ(one_line("123456", 5), "12...");
  EXPECT_EQ(one_line("123456", 3), "...");
}

TEST(OneLine, CutsBetweenCharacters) {
  EXPECT_EQ(one_line("a\u00e9\u00e9\u00e9", 6), "a\u00e9...");
  EXPECT_EQ(one_line("a\u00e9\u00e9\u00e9", 7), "a\u00e9\u00e9\u00e9");
  EXPECT_EQ(one_line("a\x1b\x1b\x1b", 8), "a\\x1b...");
}

TEST(OneLine, NeverExceedsTheLimit) {
  const std::string text = "a\n\u00e9\xff\u20ac\U0001f600 and so on, and so on";
  for (std::size_t limit = 3; limit < 60; ++limit) {
    SCOPED_TRACE(limit);
    EXPECT_LE(one_line(text, limit).size(), limit);
  }
}

TEST(InQuotes, IsOneLineInQuotesAndShort) {
  EXPECT_EQ(in_quotes("a\nb\x1b[31m"), "'a b\\x1b[31m'");
  EXPECT_EQ(in_quotes(std::string(63, 'x')), "'" + std::string(63, 'x') + "'");
  EXPECT_EQ(in_quotes(std::string(64, 'x')), "'" + std::string(60, 'x') + "...'");
  EXPECT_EQ(in_quotes(std::string(1'000'000, 'x')).size(), 65U);
  EXPECT_EQ(in_quotes(std::string(201, 'x'), 200), "'" + std::string(197, 'x') + "...'");
}

TEST(InQuotes, IsCutBetweenCharacters) {
  EXPECT_EQ(in_quotes(std::string(59, 'a') + "\u00e4\u00e4\u00e4"), "'" + std::string(59, 'a') + "...'");
}

}  // namespace
}  // namespace dyndns::text
