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

std::string address_or_why(const char* suffix, unsigned prefix_length, const char* detected) {
  const RecordWish wish{
      {"example.com", "nas", RecordType::aaaa}, {}, Ipv6Suffix{Address::parse(suffix).value(), prefix_length}};
  const auto address = address_for(wish, Address::parse(detected).value());
  return address ? address->to_string() : address.error().detail;
}

TEST(AddressFor, ARecordWithASuffixIsUnderOurPrefix) {
  EXPECT_EQ(address_or_why("::7", 64, "2a02:6b67::1"), "2a02:6b67::7");
  const RecordWish plain{{"example.com", "nas", RecordType::aaaa}, {}};
  EXPECT_EQ(address_for(plain, Address::parse("2a02:6b67::1").value())->to_string(), "2a02:6b67::1");
}

TEST(AddressFor, WhatASuffixMakesIsPrivateOnlyWhereOursIs) {
  EXPECT_EQ(address_or_why("::7", 64, "fd00::1"), "fd00::7");
  EXPECT_NE(address_or_why("4000::7", 1, "fd00::1").find("c000::7, which is not allocated"), std::string::npos);
}

TEST(AddressFor, WhatNoHostCanHaveIsRefusedWithASentence) {
  EXPECT_EQ(
      address_or_why("1::1", 1, "2a02:6b67::1"),
      "under the first 1 bits of 2a02:6b67::1 its suffix makes 1::1, which is not allocated (RFC 4291) and so is not "
      "published; correct 'suffix', 'mac' or 'prefix_length'");
  for (const auto& [suffix, length] :
       std::vector<std::pair<const char*, unsigned>>{{"::1", 1}, {"1:db8::1", 8}, {"2::1", 8}}) {
    SCOPED_TRACE(suffix);
    EXPECT_NE(address_or_why(suffix, length, "2001:4860::1").find(" is not published; "), std::string::npos)
        << address_or_why(suffix, length, "2001:4860::1");
  }
}

}  // namespace
}  // namespace dyndns
