#include "detect/quote.hpp"

#include <gtest/gtest.h>

namespace dyndns::detect {
namespace {

TEST(Quote, PutsTheTextIntoQuotes) { EXPECT_EQ(quote("No such file"), "'No such file'"); }

TEST(Quote, SaysThatThereIsNothing) {
  EXPECT_EQ(quote(""), "an empty answer");
  EXPECT_EQ(quote(" \n\t"), "an empty answer");
}

TEST(Quote, LeavesOutTheLineEndBehindTheText) {
  EXPECT_EQ(quote("sh: 1: foo: not found\n"), "'sh: 1: foo: not found'");
}

TEST(Quote, CutsALongTextAndShowsIt) {
  EXPECT_EQ(quote(std::string(60, 'x')), "'" + std::string(60, 'x') + "'");
  EXPECT_EQ(quote(std::string(61, 'x')), "'" + std::string(60, 'x') + "...'");
  EXPECT_EQ(quote(std::string(1'000'000, 'x')).size(), 65U);
}

TEST(Quote, MayShowMore) {
  EXPECT_EQ(quote(std::string(201, 'x'), 200), "'" + std::string(200, 'x') + "...'");
  EXPECT_EQ(one_line(" a\nb\n", 200), "a b");
  EXPECT_EQ(one_line(" \n", 200), "");
}

TEST(Quote, ShowsPrintableAsciiOnOneLine) {
  EXPECT_EQ(quote("a\nb\tc\x1b[31md\x7f"), "'a b c [31md '");
  EXPECT_EQ(quote("caf\xc3\xa9!"), "'caf  !'");
}

}  // namespace
}  // namespace dyndns::detect
