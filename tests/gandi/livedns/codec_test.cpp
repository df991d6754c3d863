#include "gandi/livedns/codec.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace dyndns::gandi::livedns {
namespace {

const std::string compact =
    R"({"rrset_type":"A","rrset_ttl":300,"rrset_name":"www","rrset_href":"https://api.example/v5/livedns/domains/example.com/records/www/A","rrset_values":["81.2.69.142","81.2.69.143"]})";
const std::string spaced = R"({
  "rrset_name": "www", "rrset_type": "A", "rrset_ttl": 300,
  "rrset_values": [ "81.2.69.142", "81.2.69.143" ], "some_day": {"more": [1, null]}
})";

TEST(LiveDnsCodec, BothSpellingsAreOneRrset) {
  const Rrset expected{"www", "A", Ttl(300), {"81.2.69.142", "81.2.69.143"}};
  EXPECT_EQ(*parse_rrset(compact), expected);
  EXPECT_EQ(*parse_rrset(spaced), expected);
}

TEST(LiveDnsCodec, WhatIsNoRrsetIsMalformed) {
  const std::string begin = R"({"rrset_name":"www","rrset_type":"A",)";
  const std::string bodies[] = {"",
                                "<html>502</html>",
                                "[]",
                                "{}",
                                "null",
                                compact + "x",
                                R"({"code":403,"message":"Access was denied to this resource."})",
                                begin + R"("rrset_ttl":300})",
                                begin + R"("rrset_ttl":300,"rrset_values":[null]})",
                                begin + R"("rrset_ttl":300,"rrset_values":[42]})",
                                begin + R"("rrset_ttl":300,"rrset_values":"81.2.69.142"})",
                                R"({"rrset_name":"","rrset_type":"A","rrset_values":["81.2.69.142"]})"};
  for (const auto& body : bodies) {
    const auto rrset = parse_rrset(body);
    ASSERT_FALSE(rrset) << body;
    EXPECT_EQ(rrset.error().fault, Fault::malformed) << body;
  }
}

TEST(LiveDnsCodec, ATtlThatIsNotToldIsNotGuessed) {
  const std::string begin = R"({"rrset_name":"www","rrset_type":"A","rrset_values":["81.2.69.142"])";
  for (const auto* ttl : {"", R"(,"rrset_ttl":null)", R"(,"rrset_ttl":"300")", R"(,"rrset_ttl":-1)",
                          R"(,"rrset_ttl":4294967296)", R"(,"rrset_ttl":300.5)"}) {
    SCOPED_TRACE(ttl);
    const auto rrset = parse_rrset(begin + ttl + "}");
    ASSERT_TRUE(rrset);
    EXPECT_EQ(*rrset, (Rrset{"www", "A", std::nullopt, {"81.2.69.142"}}));
  }
}

TEST(LiveDnsCodec, NestingHasALimit) {
  const auto nested = [](std::size_t depth) {
    return R"({"rrset_name":"a","rrset_type":"A","rrset_ttl":300,"rrset_values":[],"x":)" + std::string(depth, '[') +
           std::string(depth, ']') + "}";
  };
  EXPECT_TRUE(parse_rrset(nested(20)));
  EXPECT_FALSE(parse_rrset(nested(100)));
  EXPECT_FALSE(parse_rrset(nested(1'000'000)));
}

TEST(LiveDnsCodec, APageNamesWhatItDoesNotKeep) {
  const auto page = parse_page("[" + compact +
                               R"(, {"rrset_type":"TXT","rrset_ttl":null,"rrset_name":"T"},
    {"rrset_type":"CNAME","rrset_ttl":300,"rrset_name":"alias","rrset_values":["www"]}])");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->names, (std::set<std::string>{"www/a", "t/txt", "alias/cname"}));
  ASSERT_EQ(page->rrsets.size(), 2U);
  EXPECT_EQ(page->rrsets[1].type, "CNAME");
}

TEST(LiveDnsCodec, APagePastTheEndIsEmpty) {
  const auto page = parse_page(" [ ] ");
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->names.empty());
}

TEST(LiveDnsCodec, WhatIsNoListIsMalformed) {
  for (const auto* body : {"{}", "[", "", "<html>", R"({"code":403,"message":"Access was denied"})"}) {
    EXPECT_FALSE(parse_page(body)) << body;
  }
}

TEST(LiveDnsCodec, AnErrorNamesItsObject) {
  const auto error = parse_error(R"({"code": 404, "message": "Unknown domain", "object": "LocalizedHTTPNotFound"})");
  EXPECT_EQ(error.object, "LocalizedHTTPNotFound");
  EXPECT_EQ(error.said, "Unknown domain");
}

TEST(LiveDnsCodec, ABadRequestDescribesAllThatIsWrongWithIt) {
  const auto error = parse_error(
      R"({"status":"error","errors":[{"location":"body","name":"rrset_ttl","description":"60 is too small"},
          {"description":"Required"}, 7]})");
  EXPECT_EQ(error.said, "rrset_ttl: 60 is too small; Required; ");
}

TEST(LiveDnsCodec, MarkupSaysNothing) {
  for (const auto* body : {"", "<html>", "[]", "7", R"({"object":[],"message":{},"errors":"x"})"}) {
    const auto error = parse_error(body);
    EXPECT_EQ(error.object + error.said, "") << body;
  }
}

TEST(LiveDnsCodec, ABodyAlwaysHoldsTheTtl) {
  EXPECT_EQ(write_rrset(*Address::parse("81.2.69.142"), Ttl(300)),
            R"({"rrset_values":["81.2.69.142"],"rrset_ttl":300})");
  EXPECT_EQ(write_rrset(*Address::parse("2A02:6B67:0::1"), longest_ttl),
            R"({"rrset_values":["2a02:6b67::1"],"rrset_ttl":2592000})");
}

TEST(LiveDnsCodec, ADelegationIsOneWord) {
  EXPECT_EQ(parse_name_servers(R"({"current":"classic","nameservers":[]})"), "classic");
  EXPECT_EQ(parse_name_servers(R"({"current":null})"), std::nullopt);
  EXPECT_EQ(parse_name_servers("[]"), std::nullopt);
}

using Rrsets = std::vector<Rrset>;

const RrsetKey v4{"example.com", "www", RecordType::a};
const RrsetKey v6{"example.com", "www", RecordType::aaaa};

std::set<Address> addresses(const RrsetKey& key, const Rrsets& rrsets) { return served_rrset(key, rrsets).addresses; }

TEST(LiveDnsServed, EveryValueCounts) {
  const Rrsets rrsets{{"www", "A", Ttl(600), {"81.2.69.142", "81.2.69.143"}}};
  const auto served = served_rrset(v4, rrsets);
  EXPECT_EQ(served.addresses, (std::set{*Address::parse("81.2.69.142"), *Address::parse("81.2.69.143")}));
  EXPECT_EQ(served.ttl, Ttl(600));
  EXPECT_EQ(served.cname, "");
}

TEST(LiveDnsServed, OtherNamesAndTypesAreNotOurs) {
  const Rrsets rrsets{{"www2", "A", Ttl(300), {"81.2.69.142"}}, {"www", "AAAA", Ttl(300), {"2a02:6b67::1"}}};
  EXPECT_TRUE(addresses(v4, rrsets).empty());
  EXPECT_EQ(addresses(v6, rrsets), std::set{*Address::parse("2a02:6b67::1")});
}

TEST(LiveDnsServed, UpperAndLowerCaseAreOneName) {
  EXPECT_EQ(addresses(v4, {{"WWW", "A", Ttl(300), {"81.2.69.142"}}}).size(), 1U);
}

TEST(LiveDnsServed, AnIpv6AddressHasManySpellings) {
  for (const auto* text : {"2a02:6b67::1", "2A02:6B67::1", "2a02:6b67:0:0:0:0:0:1", "2a02:6b67::0001"}) {
    EXPECT_EQ(addresses(v6, {{"www", "AAAA", Ttl(300), {text}}}), std::set{*Address::parse("2a02:6b67::1")}) << text;
  }
}

TEST(LiveDnsServed, AnAliasIsTold) {
  const Rrsets rrsets{{"www", "CNAME", Ttl(300), {"host.example.net."}}};
  EXPECT_EQ(served_rrset(v4, rrsets).cname, "host.example.net.");
}

TEST(LiveDnsServed, AValueThatIsNoAddressOfItsFamilyMakesItsRrsetUnreadable) {
  for (const auto* value : {"", "host", "2a02:6b67::1", "81.2.69.142 ", "81.2.69"}) {
    SCOPED_TRACE(value);
    const auto served = served_rrset(v4, Rrsets{{"www", "A", Ttl(300), {value, "81.2.69.142"}}});
    ASSERT_TRUE(served.unreadable) << value;
    EXPECT_EQ(served.unreadable->fault, Fault::malformed);
  }
  EXPECT_EQ(
      served_rrset(v6, Rrsets{{"www", "AAAA", Ttl(300), {"81.2.69.142"}}}).unreadable->detail,
      "the AAAA record of 'www.example.com' holds '81.2.69.142', which is not an IPv6 address; correct it at Gandi");
}

// Of www/A, in a list that holds nothing else.
bool is_unreadable(const std::string& element) {
  const auto page = parse_page("[" + element + "]");
  return page && served_rrset(v4, page->rrsets).unreadable;
}

TEST(LiveDnsServed, WhatMayBeOursAndCannotBeReadIsNotTakenForMissing) {
  for (const auto* element : {R"({"rrset_name":"www","rrset_type":"A","rrset_values":[null]})",
                              R"({"rrset_name":"WWW","rrset_type":"A","rrset_values":"81.2.69.142"})",
                              R"({"rrset_name":"www","rrset_type":"A"})", R"({"rrset_name":"www"})",
                              R"({"rrset_type":"A","rrset_values":["81.2.69.142"]})",
                              R"({"rrset_type":"CNAME","rrset_values":["host"]})", "{}", "7", "null"}) {
    EXPECT_TRUE(is_unreadable(element)) << element;
  }
}

TEST(LiveDnsServed, AnOddElementThatIsNotOursIsNoFailure) {
  for (const auto* element : {R"({"rrset_name":"mail","rrset_type":"A","rrset_values":[null]})",
                              R"({"rrset_name":"mail","rrset_type":"A","rrset_values":["host"]})",
                              R"({"rrset_name":"www","rrset_type":"AAAA"})", R"({"rrset_name":"mail"})",
                              R"({"rrset_type":"TXT"})", R"({"rrset_type":"AAAA"})"}) {
    EXPECT_FALSE(is_unreadable(element)) << element;
  }
}

TEST(LiveDnsServed, WhatCanBeReadIsNotDoubtedForAnOddElementBesideIt) {
  const auto page = parse_page("[7," + compact + "]");
  const auto served = served_rrset(v4, page->rrsets);
  EXPECT_FALSE(served.unreadable);
  EXPECT_EQ(served.addresses.size(), 2U);
}

}  // namespace
}  // namespace dyndns::gandi::livedns
