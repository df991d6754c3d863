#include "config/text.hpp"

#include <gtest/gtest.h>

namespace dyndns::config {
namespace {

TEST(Text, OneLineStaysOneLine) { EXPECT_EQ(printable("a\nb\x1b[31m\x7f"), "a?b?[31m?"); }

TEST(Text, ALongQuoteIsCutBetweenCharacters) {
  EXPECT_EQ(in_quotes("short"), "'short'");
  EXPECT_EQ(in_quotes(std::string(59, 'a') + "\xc3\xa4" + "b"), "'" + std::string(59, 'a') + "...'");
}

TEST(Text, TheNearestIsTheOneWithTheFewestEdits) {
  const std::vector<std::string> known = {"interval", "ipv4", "ipv6", "verify_interval"};
  EXPECT_EQ(nearest("intervall", known), "interval");
  EXPECT_EQ(nearest("IPv4", known), "ipv4");
  EXPECT_EQ(nearest("verify-interval", known), "verify_interval");
  EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace
}  // namespace dyndns::config
