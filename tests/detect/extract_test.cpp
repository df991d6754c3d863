#include "detect/extract.hpp"

#include <gtest/gtest.h>

#include "detect/extracted.hpp"

namespace dyndns::detect {
namespace {

// ---- Text: the whole body is one address.

TEST(Text, TheBodyIsTheAddress) {
  EXPECT_EQ(read("81.2.69.142", text), "81.2.69.142");
  EXPECT_EQ(read("81.2.69.142\n", text), "81.2.69.142");
  EXPECT_EQ(read(" \t\r\n81.2.69.142\r\n\r\n", text), "81.2.69.142");
  EXPECT_EQ(read("2A02:6B67:0:0::1\n", text, Family::ipv6), "2a02:6b67::1");
}

TEST(Text, AnythingBesideTheAddressIsTooMuch) {
  for (const auto body :
       {"", " ", "\n", "ip: 81.2.69.142", "81.2.69.142.", "81.2.69.142,", "\"81.2.69.142\"", "81.2.69.142 81.2.69.142",
        "81.2.69.142\n81.2.69.142\n", "81.2.69.142:443", "81.2.69.142/32", "081.002.069.142", "81.2.69.142\xC2\xA0",
        "\xEF\xBB\xBF"
        "81.2.69.142"}) {
    EXPECT_TRUE(is_refused(body, text)) << body;
  }
}

TEST(Text, SaysWhatWasThereInstead) {
  EXPECT_EQ(read("", text), "not an address but an empty answer");
  EXPECT_EQ(read("<html>\n<body>", text), "not an address but '<html> <body>'");
  EXPECT_EQ(read("2a02:6b67::1", text), "2a02:6b67::1 is not an IPv4 address");
  EXPECT_EQ(read("81.2.69.142", text, Family::ipv6), "81.2.69.142 is not an IPv6 address");
  EXPECT_EQ(read("192.168.1.4", text), "192.168.1.4 is not a public address: it is private (RFC 1918)");
}

// ---- Line: the rest of the line with that prefix.

TEST(Line, TheRestOfTheFirstLineWithThatPrefix) {
  const LineFormat line{"ip="};
  EXPECT_EQ(read("fl=1\nh=www.cloudflare.com\nip=81.2.69.142\nts=17\n", line), "81.2.69.142");
  EXPECT_EQ(read("ip=81.2.69.142", line), "81.2.69.142");
  EXPECT_EQ(read("a\r\nip= 81.2.69.142 \r\nb\r\n", line), "81.2.69.142");
  EXPECT_EQ(read("ip=81.2.69.142\nip=8.8.8.8\n", line), "81.2.69.142");
}

TEST(Line, AnotherLineIsNotTaken) {
  const LineFormat line{"ip="};
  EXPECT_EQ(read("fl=1\nts=17\n", line), "no line begins with 'ip='");
  EXPECT_EQ(read("", line), "no line begins with 'ip='");
  EXPECT_TRUE(is_refused("zip=81.2.69.142\n", line));
  EXPECT_TRUE(is_refused(" ip=81.2.69.142\n", line));
  EXPECT_TRUE(is_refused("ip=\n81.2.69.142\n", line));
  EXPECT_TRUE(is_refused("ip=81.2.69.142 8.8.8.8\n", line));
}

// ---- JSON: the string at a pointer.

TEST(Json, TheStringAtThePointer) {
  EXPECT_EQ(read(R"({"ip": "81.2.69.142", "country": "GB"})", JsonFormat{"/ip"}), "81.2.69.142");
  EXPECT_EQ(read(R"({"a": [{"b/c": "81.2.69.142"}]})", JsonFormat{"/a/0/b~1c"}), "81.2.69.142");
  EXPECT_EQ(read("\"81.2.69.142\"\n", JsonFormat{""}), "81.2.69.142");
  EXPECT_EQ(read(R"({"ip": " 81.2.69.142\n"})", JsonFormat{"/ip"}), "81.2.69.142");
}

TEST(Json, WhatIsNotThereOrNotAStringIsSaid) {
  EXPECT_EQ(read(R"({"error": "quota"})", JsonFormat{"/ip"}), R"(no string at '/ip' in '{"error": "quota"}')");
  for (const auto body :
       {R"({"ip": 81})", R"({"ip": null})", R"({"ip": ["81.2.69.142"]})", R"({"ip": {}})", "[]", "7"}) {
    EXPECT_TRUE(is_refused(body, JsonFormat{"/ip"})) << body;
  }
}

TEST(Json, WhatIsNotJsonIsSaid) {
  EXPECT_EQ(read("<html>", JsonFormat{"/ip"}), "not JSON but '<html>'");
  for (const auto body : {"", "{", R"({"ip": "81.2.69.142")", R"({"ip": "81.2.69.142"} x)", R"({ip: "81.2.69.142"})",
                          "{\"ip\": \"\xff\xfe\"}", R"({"ip": "\ud800"})"}) {
    EXPECT_TRUE(is_refused(body, JsonFormat{"/ip"})) << body;
  }
}

TEST(Json, APointerThatIsNoneIsAFailureAndNoMore) {
  for (const auto pointer : {"ip", "/~2", "/~", "/ip/0/x", "/-"}) {
    EXPECT_TRUE(is_refused(R"({"ip": "81.2.69.142"})", JsonFormat{pointer})) << pointer;
  }
}

// As deep as that, and the address in the middle of it.
std::string nested(std::size_t depth) { return std::string(depth, '[') + R"("81.2.69.142")" + std::string(depth, ']'); }

std::string pointer_into(std::size_t depth) {
  std::string pointer;
  for (std::size_t i = 0; i < depth; ++i) {
    pointer += "/0";
  }
  return pointer;
}

TEST(Json, DepthHasALimit) {
  EXPECT_EQ(read(nested(16), JsonFormat{pointer_into(16)}), "81.2.69.142");
  EXPECT_TRUE(is_refused(nested(17), JsonFormat{pointer_into(17)}));
  EXPECT_TRUE(is_refused(nested(30'000), JsonFormat{pointer_into(30'000)}));
  EXPECT_TRUE(is_refused(std::string(60'000, '['), JsonFormat{"/ip"}));
}

// ---- Pattern: the first group of an RE2 expression.

TEST(Pattern, TheFirstGroup) {
  const PatternFormat pattern{R"(IP address is : ([0-9.]+)<)"};
  EXPECT_EQ(read("<body>Your IP address is : 81.2.69.142</body>", pattern), "81.2.69.142");
  EXPECT_EQ(read("a 81.2.69.142 b 8.8.8.8", PatternFormat{R"(a (\S+) b (\S+))"}), "81.2.69.142");
}

TEST(Pattern, WhatDoesNotMatchIsSaid) {
  EXPECT_EQ(read("<h1>Busy</h1>", PatternFormat{"is: (.*)"}), "the pattern does not match '<h1>Busy</h1>'");
}

TEST(Pattern, TheGroupMustBeAnAddressAllTheSame) {
  EXPECT_TRUE(is_refused("is: 81.2.69", PatternFormat{"is: (.*)"}));
  EXPECT_TRUE(is_refused("is: ", PatternFormat{"is: (.*)"}));
  EXPECT_TRUE(is_refused("is: x", PatternFormat{"is: (81.2.69.142)?"}));
  EXPECT_TRUE(is_refused("is: 10.0.0.1", PatternFormat{"is: (.*)"}));
}

TEST(Pattern, OneWithoutAGroupOrThatIsNoneMatchesNothing) {
  for (const auto regex : {"81.2.69.142", "(", "[", "(?<x", "a{9999}", R"((\S+)\1)"}) {
    EXPECT_TRUE(is_refused("81.2.69.142", PatternFormat{regex})) << regex;
  }
}

TEST(Pattern, OneThatWouldTakeForeverElsewhereDoesNotHere) {
  EXPECT_TRUE(is_refused(std::string(60'000, 'a'), PatternFormat{"((a+)+)+$b"}));
  EXPECT_TRUE(is_refused(std::string(60'000, 'a'), PatternFormat{"(((((a{30}){30}){30}){30}){30})"}));
}

// It would match, with some megabytes.
TEST(Pattern, OneThatTakesMuchMemoryIsNotUsed) {
  EXPECT_TRUE(is_refused("is 81.2.69.142", PatternFormat{R"(\pL{0,100} ([0-9.]+))"}));
  EXPECT_FALSE(is_refused("is 81.2.69.142", PatternFormat{R"(\pL{0,2} ([0-9.]+))"}));
}

// ---- Scan: any address in a page.

TEST(Scan, FindsTheOneAddressInAPage) {
  for (const auto page : {"81.2.69.142", "Current IP Address: 81.2.69.142", "<b>81.2.69.142</b>", "ip:81.2.69.142",
                          "Your address is 81.2.69.142.", "(81.2.69.142)", "\"81.2.69.142\"", "ip=81.2.69.142;",
                          "81.2.69.142, again 81.2.69.142", "{'ip':'81.2.69.142'}"}) {
    EXPECT_EQ(read(page, scan), "81.2.69.142") << page;
  }
  for (const auto page : {"2a02:6b67::1", "<b>2A02:6B67::1</b>", "You come from 2a02:6b67::1.", "[2a02:6b67::1]"}) {
    EXPECT_EQ(read(page, scan, Family::ipv6), "2a02:6b67::1") << page;
  }
}

TEST(Scan, WhatOnlyLooksLikeAnAddressIsNone) {
  for (const auto page :
       {"v1.2.3.4", "1.2.3.4b", "1.2.3.4.5", "1.2.3", "1.2.3.4-rc1", "a1.2.3.4", "1.2.3.4_x", "x-1.2.3.4", "256.1.1.1",
        "81.2.69.0142", "1.2.3.4:80", "...81.2.69.142.5", "%1.2.3.4", "1.2.3.4..", "12:34:56", "0x81.2.69.142"}) {
    EXPECT_TRUE(is_refused(page, scan)) << page << " gives " << read(page, scan);
  }
}

TEST(Scan, WordsOfColonsAndLettersAreNoIpv6Addresses) {
  for (const auto page : {"std::bad", "a::", "face: none", "dead:beef", "::", "12:34:56:78:9a:bc", "fe80::1%eth0"}) {
    EXPECT_TRUE(is_refused(page, scan, Family::ipv6)) << page << " gives " << read(page, scan, Family::ipv6);
  }
}

TEST(Scan, AddressesOfTheOtherFamilyAndPrivateOnesMayStandBeside) {
  const auto page = "v4 81.2.69.142, v6 2a02:6b67::1, server 10.0.0.1 or fd00::1, version 127.0.0.1";
  EXPECT_EQ(read(page, scan), "81.2.69.142");
  EXPECT_EQ(read(page, scan, Family::ipv6), "2a02:6b67::1");
}

TEST(Scan, SaysWhatWasThereInstead) {
  EXPECT_EQ(read("<p>none</p>", scan), "no address in '<p>none</p>'");
  EXPECT_EQ(read("8.8.8.8 81.2.69.142", scan), "2 addresses in '8.8.8.8 81.2.69.142'");
  EXPECT_EQ(read("you are 192.168.1.4", scan), "192.168.1.4 is not a public address: it is private (RFC 1918)");
  EXPECT_EQ(read("you are 2a02:6b67::1", scan), "2a02:6b67::1 is not an IPv4 address");
}

}  // namespace
}  // namespace dyndns::detect
