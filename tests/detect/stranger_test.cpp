// What strangers really sent, and what they may send yet.
#include <gtest/gtest.h>

#include <algorithm>

#include "detect/extracted.hpp"

namespace dyndns::detect {
namespace {

// ---- What was really published by mistake (docs/providers.md, 'Addresses published by mistake').

TEST(Incident, AnErrorPageIsNotWrittenIntoTheRecord) {
  EXPECT_TRUE(is_refused("<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>", text));
  EXPECT_TRUE(is_refused("NO_RESPONSE_FROM_FUNCTION", text));
  EXPECT_TRUE(is_refused("NO_RESPONSE_FROM_FUNCTION", scan));
}

TEST(Incident, HalfAnAnswerIsNoAddress) {
  for (const auto half : {"111.", "111.222", "111.222.", "111.222.33", "111.222.33."}) {
    EXPECT_TRUE(is_refused(half, text)) << half;
    EXPECT_TRUE(is_refused(half, scan)) << half;
  }
}

TEST(Incident, PrivateAndCarrierAddressesAreNoVotes) {
  for (const auto address : {"10.20.10.22", "192.168.0.1", "172.20.0.1", "100.64.1.2", "127.0.0.1", "169.254.1.1"}) {
    EXPECT_TRUE(is_refused(address, text)) << address;
    EXPECT_TRUE(is_refused(std::string("Your address is ") + address, scan)) << address;
  }
}

TEST(Incident, ACookieIsNoAddressEvenInAPage) {
  EXPECT_TRUE(is_refused("Set-Cookie: __cf_bm=QxJ7-1732362000-1.0.1.1-abcDEF; path=/", scan));
}

TEST(Incident, APathInAPictureIsNoAddress) {
  EXPECT_TRUE(is_refused(R"(<svg><path d="M16 3a13 13 0 1 0 13 13a1.2 1.2.1.1v5m0 24a11 11"/></svg>)", scan));
  EXPECT_TRUE(is_refused(R"(<svg><path d="m1.2.1.1-.5z"/></svg>)", scan));
}

TEST(Incident, TwoAddressesAreNoAnswer) {
  EXPECT_TRUE(is_refused("8.8.8.8 81.2.69.142", scan));
  EXPECT_TRUE(is_refused("81.2.69.142, 104.18.0.0", text));
}

// ---- Whatever a stranger may send.

const AnswerFormat all_formats[] = {TextFormat(), ScanFormat(), JsonFormat{"/ip"}, LineFormat{"ip="},
                                    PatternFormat{"ip=(.*)"}};

TEST(AnyFormat, AHugeBodyIsReadWithoutTroubleAndQuotedInPart) {
  for (const char c : {'1', '.', ':', 'f', ' ', '\n', '"', '\\'}) {
    const std::string huge(64 * 1024, c);
    for (const auto& format : all_formats) {
      EXPECT_LT(read(huge, format).size(), 150U) << format.index() << ' ' << c;
    }
  }
}

TEST(AnyFormat, ABinaryBodyIsNoAddressAndDoesNotReachTheLog) {
  std::string binary;
  for (int i = 0; i < 256; ++i) {
    binary += static_cast<char>(i);
  }
  for (const auto& format : all_formats) {
    const auto said = read(binary, format);
    EXPECT_TRUE(std::ranges::all_of(said, [](char c) { return c >= ' ' && c <= '~'; })) << said;
  }
}

// What would be an address without the bytes.
const std::pair<AnswerFormat, std::string> answers[] = {{TextFormat(), "81.2.69.142"},
                                                        {LineFormat{"ip="}, "ip=81.2.69.142"},
                                                        {JsonFormat{"/ip"}, R"({"ip": "81.2.69.142"})"},
                                                        {PatternFormat{"^ip=(.*)$"}, "ip=81.2.69.142"}};

// A zero byte, others that are not UTF-8: alone, cut short, longer than need be, a surrogate, beyond Unicode.
const std::string strange[] = {std::string(1, '\0'), "\x80",     "\xff",         "\xfe\xff",         "\xc3",
                               "\xe2\x82",           "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x1b[2J"};

TEST(AnyFormat, StrangeBytesBeforeWithinOrBehindTheAddressAreNotPassedOver) {
  for (const auto& [format, good] : answers) {
    EXPECT_FALSE(is_refused(good, format)) << good;
    const auto at = good.find("81.");
    for (const auto& bytes : strange) {
      for (const auto place : {at, at + 4, at + 11}) {
        auto body = good;
        EXPECT_TRUE(is_refused(body.insert(place, bytes), format)) << format.index() << ' ' << body;
      }
    }
  }
}

TEST(AnyFormat, AnEscapedZeroEndsNothing) {
  EXPECT_TRUE(is_refused(R"({"ip": "81.2.69.142\u0000"})", JsonFormat{"/ip"}));
  EXPECT_TRUE(is_refused(R"({"ip\u0000": "81.2.69.142"})", JsonFormat{"/ip"}));
}

// ---- The rule for every address.

TEST(Accept, PrivateAddressesWhereTheyAreAllowed) {
  EXPECT_FALSE(accept("192.168.1.4", Family::ipv4));
  EXPECT_TRUE(accept("192.168.1.4", Family::ipv4, true));
  EXPECT_TRUE(accept("fd00::1", Family::ipv6, true));
  EXPECT_FALSE(accept("192.168.1.4", Family::ipv6, true));
}

TEST(Accept, LoopbackAndTheLikeNowhere) {
  for (const auto address : {"127.0.0.1", "0.0.0.0", "169.254.1.1", "224.0.0.1", "255.255.255.255", "192.0.2.1"}) {
    EXPECT_FALSE(accept(address, Family::ipv4, true)) << address;
  }
  for (const auto address : {"::1", "::", "fe80::1", "ff02::1", "::ffff:81.2.69.142", "2001:db8::1"}) {
    EXPECT_FALSE(accept(address, Family::ipv6, true)) << address;
  }
}

}  // namespace
}  // namespace dyndns::detect
