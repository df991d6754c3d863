#include "text/words.hpp"

#include <gtest/gtest.h>

namespace dyndns::text {
namespace {

TEST(Text, TrimTakesWhiteSpaceFromBothEnds) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
}

TEST(Text, LettersOfBothCasesAreTheSameWord) {
  EXPECT_EQ(lower_case("WWW.Example\u00c4"), "www.example\u00c4");
  EXPECT_TRUE(same_word("Cname", "CNAME"));
  EXPECT_FALSE(same_word("a", "aaaa"));
}

TEST(Text, ListsAndCountsAreWordsOfASentence) {
  EXPECT_EQ(join({"a", "b", "c"}), "a, b, c");
  EXPECT_EQ(join({"", "b"}, "; "), "; b");
  EXPECT_EQ(count_of(1, "record"), "1 record");
  EXPECT_EQ(count_of(0, "record"), "0 records");
}

TEST(Text, TheNearestIsTheOneWithTheFewestEdits) {
  const std::vector<std::string> known = {"interval", "ipv4", "ipv6", "verify_interval"};
  EXPECT_EQ(nearest("intervall", known), "interval");
  EXPECT_EQ(nearest("IPv4", known), "ipv4");
  EXPECT_EQ(nearest("verify-interval", known), "verify_interval");
  EXPECT_EQ(nearest("x", {}), "");
}

TEST(Words, AWordThatIsFarFromAllIsNearNone) {
  EXPECT_EQ(nearest("more", {"providers"}), "");
  EXPECT_EQ(nearest("suffix", {"interface", "command", "allow_private"}), "");
  EXPECT_EQ(nearest("ip", {"ttl", "ipv4"}), "");
  EXPECT_EQ(nearest("tll", {"name", "types", "ttl"}), "ttl");
  EXPECT_EQ(nearest("naem", {"name", "types", "ttl"}), "name") << "two letters that changed places";
  EXPECT_EQ(nearest("", {"ttl"}), "");
}

}  // namespace
}  // namespace dyndns::text
