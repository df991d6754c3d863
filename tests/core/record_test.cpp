#include "core/record.hpp"

#include <gtest/gtest.h>

namespace dyndns {
namespace {

TEST(Record, TypeAndFamilyBelongTogether) {
  EXPECT_EQ(to_string(RecordType::a), "A");
  EXPECT_EQ(to_string(RecordType::aaaa), "AAAA");
  EXPECT_EQ(type_of(Family::ipv4), RecordType::a);
  EXPECT_EQ(type_of(Family::ipv6), RecordType::aaaa);
  EXPECT_EQ(family_of(type_of(Family::ipv4)), Family::ipv4);
  EXPECT_EQ(family_of(type_of(Family::ipv6)), Family::ipv6);
}

TEST(Record, IsCalledByItsFullName) {
  EXPECT_EQ(host_name({"example.com", "www", RecordType::a}), "www.example.com");
  EXPECT_EQ(host_name({"example.com", "a.b", RecordType::a}), "a.b.example.com");
  EXPECT_EQ(host_name({"example.com", "*", RecordType::aaaa}), "*.example.com");
}

TEST(Record, TheApexIsTheDomainItself) { EXPECT_EQ(host_name({"example.com", "@", RecordType::a}), "example.com"); }

TEST(Record, KeysDifferByDomainNameAndType) {
  const RrsetKey key{"example.com", "www", RecordType::a};
  EXPECT_EQ(key, (RrsetKey{"example.com", "www", RecordType::a}));
  EXPECT_NE(key, (RrsetKey{"example.org", "www", RecordType::a}));
  EXPECT_NE(key, (RrsetKey{"example.com", "mail", RecordType::a}));
  EXPECT_NE(key, (RrsetKey{"example.com", "www", RecordType::aaaa}));
}

TEST(Outcome, EveryOneHasAWord) {
  EXPECT_EQ(to_string(Outcome::undecided), "undecided");
  EXPECT_EQ(to_string(Outcome::confirmed), "confirmed");
  EXPECT_EQ(to_string(Outcome::unchanged), "unchanged");
  EXPECT_EQ(to_string(Outcome::planned), "planned");
  EXPECT_EQ(to_string(Outcome::changed), "changed");
  EXPECT_EQ(to_string(Outcome::failed), "failed");
}

TEST(Outcome, IsKnownByItsWord) {
  EXPECT_EQ(parse_outcome("changed"), Outcome::changed);
  EXPECT_EQ(parse_outcome("failed"), Outcome::failed);
  EXPECT_EQ(parse_outcome("Failed"), std::nullopt);
  EXPECT_EQ(parse_outcome(""), std::nullopt);
}

}  // namespace
}  // namespace dyndns
