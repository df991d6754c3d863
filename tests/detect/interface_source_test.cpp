#include "detect/interface_source.hpp"

#include <gtest/gtest.h>
#include <linux/if_addr.h>

#include <algorithm>

#include "fakes/ip.hpp"

namespace dyndns::detect {
namespace {

using fakes::ip;
using netlink::InterfaceAddress;

std::string choice(const std::vector<InterfaceAddress>& addresses, Family family, bool allow_private = false) {
  const auto chosen = choose_address(addresses, family, allow_private, "ppp0");
  return chosen ? chosen->to_string() : chosen.error().detail;
}

TEST(Choice, IsTheGlobalAddressOfTheFamily) {
  const std::vector<InterfaceAddress> both = {
      {ip("192.168.1.4"), 0}, {ip("81.2.69.142"), 0}, {ip("fe80::1"), 0}, {ip("fd00::1"), 0}, {ip("2a02:6b67::1"), 0}};
  EXPECT_EQ(choice(both, Family::ipv4), "81.2.69.142");
  EXPECT_EQ(choice(both, Family::ipv6), "2a02:6b67::1");
}

// A privacy address was published, and gone the next day.
TEST(Choice, IsAStableIpv6AddressAndNoneThatIsGoingOrNotYetThere) {
  for (const auto flag : std::vector<std::uint32_t>{IFA_F_TEMPORARY, IFA_F_TENTATIVE, IFA_F_DADFAILED}) {
    SCOPED_TRACE(flag);
    EXPECT_EQ(choice({{ip("2a02:6b67::1"), flag}, {ip("2a02:6b67::2"), IFA_F_MANAGETEMPADDR}}, Family::ipv6),
              "2a02:6b67::2");
    EXPECT_EQ(choice({{ip("2a02:6b67::1"), flag}}, Family::ipv6),
              "interface 'ppp0' has no stable IPv6 address that others can reach");
  }
}

InterfaceAddress preferred_for(std::uint32_t seconds, const char* address, std::uint32_t flags = 0) {
  return {ip(address), flags, 0, false, seconds};
}

// While the new one is not yet known to be no duplicate, nothing is said to be wrong and nothing changes.
TEST(Choice, IsADeprecatedAddressOnlyWhereThereIsNoOther) {
  const auto old = preferred_for(0, "2a02:6b67:0:1::1", IFA_F_DEPRECATED);
  EXPECT_EQ(choice({old, preferred_for(14400, "2a02:6b67:0:2::1")}, Family::ipv6), "2a02:6b67:0:2::1");
  EXPECT_EQ(choice({old, preferred_for(14400, "2a02:6b67:0:2::1", IFA_F_TENTATIVE)}, Family::ipv6), "2a02:6b67:0:1::1");
  EXPECT_EQ(choice({old, preferred_for(14400, "fd00::1")}, Family::ipv6, true), "2a02:6b67:0:1::1");
}

// A router that was switched off and on does not say that its old prefix is gone (RFC 8978).
TEST(Choice, IsUnderThePrefixThatIsPreferredForTheLongestTime) {
  EXPECT_EQ(choice({preferred_for(12000, "2a02:6b67:0:1::1"), preferred_for(14400, "2a02:6b67:0:2::1")}, Family::ipv6),
            "2a02:6b67:0:2::1");
  EXPECT_EQ(choice({preferred_for(60, "2a02:6b67:0:1::1"), preferred_for(120, "2a02:6b67:0:2::1")}, Family::ipv6),
            "2a02:6b67:0:2::1");
}

TEST(Choice, StaysWhileTwoRoutersRepeatWhatTheyAnnounce) {
  for (std::uint32_t age = 0; age < 600; age += 100) {
    SCOPED_TRACE(age);
    EXPECT_EQ(choice({preferred_for(14400 - age, "2a02:6b67:0:1::1"), preferred_for(14400, "2a02:6b67:0:2::1")},
                     Family::ipv6),
              "2a02:6b67:0:1::1");
    EXPECT_EQ(choice({preferred_for(14400, "2a02:6b67:0:1::1"), preferred_for(14400 - age, "2a02:6b67:0:2::1")},
                     Family::ipv6),
              "2a02:6b67:0:1::1");
  }
}

TEST(Choice, StaysWhileTheLeaseOfAnAddressUnderTheSamePrefixRunsDown) {
  EXPECT_EQ(choice({preferred_for(1800, "2a02:6b67::1"), preferred_for(14400, "2a02:6b67::2")}, Family::ipv6),
            "2a02:6b67::1");
  EXPECT_EQ(choice({preferred_for(14400, "2a02:6b67::1"), preferred_for(1800, "2a02:6b67::2")}, Family::ipv6),
            "2a02:6b67::1");
}

TEST(Choice, IsThePrimaryAddressOfSeveral) {
  EXPECT_EQ(choice({{ip("81.2.69.1"), IFA_F_SECONDARY}, {ip("81.2.69.142"), 0}}, Family::ipv4), "81.2.69.142");
  EXPECT_EQ(choice({{ip("81.2.69.1"), IFA_F_SECONDARY}}, Family::ipv4), "81.2.69.1");
}

TEST(Choice, IsAlwaysTheSameOfSeveralAlike) {
  std::vector<InterfaceAddress> three = {{ip("2a02:6b67::9"), 0}, {ip("2a02:6b67::2"), 0}, {ip("2a02:6b67::5"), 0}};
  for (int i = 0; i < 3; ++i) {
    SCOPED_TRACE(i);
    std::ranges::rotate(three, three.begin() + 1);
    EXPECT_EQ(choice(three, Family::ipv6), "2a02:6b67::2");
  }
  three.push_back({ip("2a02:6b67::ff"), IFA_F_PERMANENT});
  EXPECT_EQ(choice(three, Family::ipv6), "2a02:6b67::ff");
}

TEST(Choice, IsAPrivateAddressOnlyWhereThatIsAllowedAndThereIsNoBetterOne) {
  EXPECT_EQ(choice({{ip("192.168.1.4"), 0}}, Family::ipv4),
            "interface 'ppp0' has no stable IPv4 address that others can reach, only 192.168.1.4, which is private "
            "(RFC 1918); \"ipv4\": {\"interface\": ..., \"allow_private\": true} would publish it");
  EXPECT_EQ(choice({{ip("192.168.1.4"), 0}}, Family::ipv4, true), "192.168.1.4");
  EXPECT_EQ(choice({{ip("192.168.1.4"), IFA_F_PERMANENT}, {ip("81.2.69.142"), 0}}, Family::ipv4, true), "81.2.69.142");
  EXPECT_EQ(choice({{ip("127.0.0.1"), 0}, {ip("169.254.1.1"), 0}}, Family::ipv4, true).find("169.254.1.1, which is"),
            std::string("interface 'ppp0' has no stable IPv4 address that others can reach, only ").size());
}

TEST(Choice, TellsOfThePrivateAddressThatCouldBeAllowed) {
  for (const auto& addresses : {std::vector<InterfaceAddress>{{ip("fd00::1"), 0}, {ip("fe80::1"), 0}},
                                std::vector<InterfaceAddress>{{ip("fe80::1"), 0}, {ip("fd00::1"), 0}}}) {
    SCOPED_TRACE(testing::PrintToString(addresses.front().address));
    EXPECT_EQ(choice(addresses, Family::ipv6),
              "interface 'ppp0' has no stable IPv6 address that others can reach, only fd00::1, which is unique local "
              "(RFC 4193); \"ipv6\": {\"interface\": ..., \"allow_private\": true} would publish it");
  }
  EXPECT_EQ(choice({{ip("fe80::1"), 0}}, Family::ipv6).find("allow_private"), std::string::npos);
}

}  // namespace
}  // namespace dyndns::detect
