#include "core/address.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::ip;

std::string why(std::string_view text) { return std::string(why_not_global_unicast(ip(text)).value_or("global")); }

TEST(Address, KnowsItsFamily) {
  EXPECT_EQ(ip("81.2.69.142").family(), Family::ipv4);
  EXPECT_EQ(ip("2a02:6b67::1").family(), Family::ipv6);
  EXPECT_EQ(to_string(Family::ipv4), "IPv4");
  EXPECT_EQ(to_string(Family::ipv6), "IPv6");
}

TEST(Address, RefusesWhatIsNotExactlyAnAddress) {
  for (const std::string_view text : {"",
                                      " ",
                                      "81.2.69",
                                      "81.2.69.",
                                      "111.",
                                      "111.222",
                                      "81.2.69.142.",
                                      ".81.2.69.142",
                                      "81.2.69.256",
                                      "81.2.69.0142",
                                      "081.2.69.142",
                                      "0x51.2.69.142",
                                      "1359103374",
                                      " 81.2.69.142",
                                      "81.2.69.142 ",
                                      "81.2.69.142\n",
                                      "81.2.69.142:80",
                                      "81.2.69.142/32",
                                      "+81.2.69.142",
                                      "81,2,69,142",
                                      "81.2.69.-1",
                                      "2a02:6b67::1::2",
                                      "2a02:6b67:::1",
                                      "2a02:6b67",
                                      "[2a02:6b67::1]",
                                      "fe80::1%eth0",
                                      "2a02:6b67::12345",
                                      "2a02:6b67::g",
                                      "1:2:3:4:5:6:7:8:9",
                                      "1:2:3:4:5:6:7",
                                      "::ffff:81.2.69",
                                      "nothing"}) {
    EXPECT_FALSE(Address::parse(text)) << text;
  }
}

TEST(Address, RefusesAZeroByteAndEndlessText) {
  EXPECT_FALSE(Address::parse(std::string_view("81.2.69.142\0", 12)));
  EXPECT_FALSE(Address::parse(std::string_view("81.2.69.1\00042", 12)));
  EXPECT_FALSE(Address::parse(std::string(1'000'000, '1')));
  EXPECT_FALSE(Address::parse(std::string(46, '0') + "::1"));
}

TEST(Address, IsWrittenAsRfc5952Recommends) {
  for (const auto& [text, canonical] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"81.2.69.142", "81.2.69.142"},
           {"0.0.0.0", "0.0.0.0"},
           {"255.255.255.255", "255.255.255.255"},
           {"2A02:6B67:0000:0000:0000:0000:0000:0001", "2a02:6b67::1"},  // lower case, no leading zeros
           {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},             // one zero group is not shortened
           {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},                      // the longest run
           {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},                // of two alike, the first
           {"2a02:6b67::", "2a02:6b67::"},
           {"0:0:0:0:0:0:0:0", "::"},
           {"0:0:0:0:0:0:0:1", "::1"},
           {"::ffff:5102:458e", "::ffff:81.2.69.142"},
           {"1111:2222:3333:4444:5555:6666:123.123.123.123", "1111:2222:3333:4444:5555:6666:7b7b:7b7b"}}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(ip(text).to_string(), canonical);
    EXPECT_EQ(ip(canonical), ip(text));
  }
}

TEST(Address, IsComparedByValueAndNotByText) {
  EXPECT_EQ(ip("2A02:6B67:0::1"), ip("2a02:6b67::1"));
  EXPECT_NE(ip("81.2.69.142"), ip("::ffff:81.2.69.142"));
  EXPECT_NE(ip("0.0.0.0"), ip("::"));
  EXPECT_LT(ip("9.0.0.0"), ip("10.0.0.0"));
}

struct Block {
  std::string_view before;  // the last address ahead of it
  std::string_view first;
  std::string_view last;
  std::string_view after;
  std::string_view what;
};

// Where a neighbour is special itself, or there is none, it is left out.
constexpr Block blocks_v4[] = {
    {"", "0.0.0.0", "0.255.255.255", "1.0.0.0", "'this network' (RFC 791)"},
    {"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0", "private (RFC 1918)"},
    {"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0", "carrier-grade NAT (RFC 6598)"},
    {"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0", "loopback (RFC 1122)"},
    {"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0", "link-local (RFC 3927)"},
    {"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0", "private (RFC 1918)"},
    {"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0", "for protocol assignments (RFC 6890)"},
    {"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0", "for documentation (RFC 5737)"},
    {"192.31.195.255", "192.31.196.0", "192.31.196.255", "192.31.197.0", "anycast of AS112 (RFC 7535)"},
    {"192.52.192.255", "192.52.193.0", "192.52.193.255", "192.52.194.0", "anycast of AMT (RFC 7450)"},
    {"192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0", "deprecated 6to4 anycast (RFC 7526)"},
    {"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0", "private (RFC 1918)"},
    {"192.175.47.255", "192.175.48.0", "192.175.48.255", "192.175.49.0", "anycast of AS112 (RFC 7534)"},
    {"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0", "for benchmarks (RFC 2544)"},
    {"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0", "for documentation (RFC 5737)"},
    {"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0", "for documentation (RFC 5737)"},
    {"223.255.255.255", "224.0.0.0", "239.255.255.255", "", "multicast (RFC 1112)"},
    {"", "240.0.0.0", "255.255.255.255", "", "reserved or broadcast (RFC 1112)"},
};

constexpr Block blocks_v6[] = {
    {"", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::", "for protocol assignments (RFC 2928)"},
    {"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
     "2001:db9::", "for documentation (RFC 3849)"},
    {"2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
     "2003::", "6to4 (RFC 3056)"},
    {"2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
     "2620:4f:8001::", "anycast of AS112 (RFC 7534)"},
    {"3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
     "3fff:1000::", "for documentation (RFC 9637)"},
    {"", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "", "unique local (RFC 4193)"},
    {"", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "", "link-local (RFC 4291)"},
    {"", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "", "multicast (RFC 4291)"},
    {"", "::", "::", "", "unspecified (RFC 4291)"},
    {"", "::1", "::1", "", "loopback (RFC 4291)"},
    {"", "::ffff:0:0", "::ffff:255.255.255.255", "", "an IPv4-mapped address (RFC 4291)"},
    {"", "64:ff9b::", "64:ff9b::ffff:ffff", "", "not allocated (RFC 4291)"},
    {"", "100::", "100::ffff:ffff:ffff:ffff", "", "not allocated (RFC 4291)"},
    {"", "::2", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::", "not allocated (RFC 4291)"},
    {"3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "4000::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "",
     "not allocated (RFC 4291)"},
    {"", "5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "", "not allocated (RFC 4291)"},
};

void expect_edges(const Block& block) {
  EXPECT_EQ(why(block.first), block.what) << block.first;
  EXPECT_EQ(why(block.last), block.what) << block.last;
  for (const auto neighbour : {block.before, block.after}) {
    EXPECT_TRUE(neighbour.empty() || why(neighbour) == "global") << neighbour << " is said to be " << why(neighbour);
  }
}

TEST(Address, SpecialBlocksOfIpv4EndWhereTheRegistrySays) {
  for (const auto& block : blocks_v4) {
    expect_edges(block);
  }
}

TEST(Address, SpecialBlocksOfIpv6EndWhereTheRegistrySays) {
  for (const auto& block : blocks_v6) {
    expect_edges(block);
  }
}

TEST(Address, HostsOnTheInternetHaveGlobalOnes) {
  for (const auto text : {"81.2.69.142", "1.1.1.1", "8.8.8.8", "223.255.255.255", "2a02:6b67::1",
                          "2606:4700:4700::1111", "2001:4860:4860::8888", "2c0f::1"}) {
    EXPECT_EQ(why(text), "global") << text;
  }
}

TEST(Address, IsMadeOfBytesAndBackAgain) {
  const auto address = ip("2a02:6b67::1");
  EXPECT_EQ(Address::from_bytes(Family::ipv6, address.bytes()), address);
  EXPECT_EQ(Address::from_bytes(Family::ipv4, {81, 2, 69, 142}), ip("81.2.69.142"));
}

TEST(Address, PrivateOnesAreThoseThatAHostCanHaveAtHome) {
  for (const auto text :
       {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.4", "100.64.0.1", "fd00::1", "fc00::1"}) {
    EXPECT_TRUE(is_private(ip(text))) << text;
  }
  for (const auto text : {"81.2.69.142", "127.0.0.1", "169.254.1.1", "0.0.0.0", "172.32.0.1", "192.0.2.1",
                          "2a02:6b67::1", "fe80::1", "::1", "2001:db8::1", "a00::1", "::ffff:10.0.0.1"}) {
    EXPECT_FALSE(is_private(ip(text))) << text;
  }
}

TEST(Address, ASuffixIsPutUnderThePrefix) {
  const auto detected = ip("2a02:6b67:1:23ff:aaaa:bbbb:cccc:dddd");
  EXPECT_EQ(with_suffix(detected, {ip("::1:2"), 64}), ip("2a02:6b67:1:23ff::1:2"));
  EXPECT_EQ(with_suffix(detected, {ip("::1:2"), 56}), ip("2a02:6b67:1:2300::1:2"));
  EXPECT_EQ(with_suffix(detected, {ip("0:0:0:05::9"), 56}), ip("2a02:6b67:1:2305::9"));
  EXPECT_EQ(with_suffix(detected, {ip("0:0:0:5::9"), 60}), ip("2a02:6b67:1:23f5::9"));
  EXPECT_EQ(with_suffix(detected, {ip("::1"), 61}), ip("2a02:6b67:1:23f8::1"));
  EXPECT_EQ(with_suffix(detected, {ip("::"), 128}), detected);
  EXPECT_EQ(with_suffix(detected, {ip("2a02::1"), 0}), ip("2a02::1"));
}

TEST(Ipv6Suffix, GoesUnderAPrefixOfEachLengthFrom48To64) {
  const auto detected = ip("2a02:6b67:1:ffff:1:2:3:4");
  for (unsigned length = 48; length <= 64; ++length) {
    SCOPED_TRACE(length);
    const unsigned kept = 0xffffU << (64 - length) & 0xffffU;
    const auto expected =
        Address::from_bytes(Family::ipv6, {0x2a, 0x02, 0x6b, 0x67, 0, 1, static_cast<std::uint8_t>(kept >> 8U),
                                           static_cast<std::uint8_t>(kept & 0xffU), 0, 0, 0, 0, 0, 0, 0, 7});
    EXPECT_EQ(with_suffix(detected, {ip("::7"), length}), expected);
  }
}

TEST(HostPart, OfAMacIsItsModifiedEui64) {
  EXPECT_EQ(host_part({0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde}), ip("::3656:78ff:fe9a:bcde"));
  EXPECT_EQ(host_part({0x36, 0x56, 0x78, 0x9a, 0xbc, 0xde}), ip("::3456:78ff:fe9a:bcde")) << "set locally";
}

}  // namespace
}  // namespace dyndns
