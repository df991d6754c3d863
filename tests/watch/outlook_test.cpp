#include "watch/outlook.hpp"

#include <gtest/gtest.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

#include "fakes/ip.hpp"

namespace dyndns::watch {
namespace {

using fakes::ip;
using netlink::InterfaceAddress;
using netlink::Link;
using netlink::Route;

constexpr unsigned eth0 = 2;
constexpr unsigned veth7 = 7;

const WayOut by_router{eth0, "eth0", true, ip("192.168.1.1"), ip("192.168.1.4")};
const WayOut by_router6{eth0, "eth0", true, ip("fe80::1")};

// Behind a router that translates IPv4 and routes IPv6.
Outlook at_home() {
  return {{{Family::ipv4, by_router}, {Family::ipv6, by_router6}}, {ip("2a02:6b67::1"), ip("2a02:6b67::2")}};
}

InterfaceAddress added(const Address& address, unsigned interface = eth0, std::uint32_t flags = 0) {
  return {address, flags, interface};
}

InterfaceAddress taken(const Address& address, unsigned interface = eth0) { return {address, 0, interface, true}; }

// ---- What contradicts.

TEST(Announcement, OfANewGlobalAddressContradicts) {
  EXPECT_TRUE(contradicts(added(ip("2a02:6b67::3")), at_home()));
  EXPECT_TRUE(contradicts(added(ip("81.2.69.142"), veth7), at_home()));
}

TEST(Announcement, OfAnAddressThatIsKnownIsARenewalAndNone) {
  EXPECT_FALSE(contradicts(added(ip("2a02:6b67::1")), at_home()));
  EXPECT_FALSE(contradicts(added(ip("2a02:6b67::1"), eth0, IFA_F_NOPREFIXROUTE), at_home()));
  EXPECT_FALSE(contradicts(added(ip("192.168.1.4")), at_home()));
}

TEST(Announcement, OfAnIpv6AddressContradictsWhenItsDuplicateDetectionIsDone) {
  EXPECT_FALSE(contradicts(added(ip("2a02:6b67::3"), eth0, IFA_F_TENTATIVE), at_home()));
  EXPECT_FALSE(contradicts(added(ip("2a02:6b67::3"), eth0, IFA_F_TENTATIVE | IFA_F_DADFAILED), at_home()));
  EXPECT_TRUE(contradicts(added(ip("2a02:6b67::3"), eth0), at_home()));
}

TEST(Announcement, OfATemporaryAddressIsNoise) {
  EXPECT_FALSE(contradicts(added(ip("2a02:6b67::3"), eth0, IFA_F_TEMPORARY), at_home()));
  EXPECT_FALSE(contradicts(taken(ip("2a02:6b67::3")), at_home()));
}

TEST(Announcement, OfTheEndOfAnAddressContradicts) {
  EXPECT_TRUE(contradicts(taken(ip("2a02:6b67::1")), at_home()));
  EXPECT_TRUE(contradicts(added(ip("2a02:6b67::1"), eth0, IFA_F_DEPRECATED), at_home()));
}

TEST(Announcement, OfAPrivateAddressCountsWhereItIsTheWayOut) {
  EXPECT_TRUE(contradicts(taken(ip("192.168.1.4")), at_home()));
  EXPECT_TRUE(contradicts(added(ip("192.168.1.5")), at_home()));
  EXPECT_FALSE(contradicts(taken(ip("192.168.1.5")), at_home()));
}

TEST(Announcement, OfAContainersPrivateAddressIsNoise) {
  EXPECT_FALSE(contradicts(added(ip("172.17.0.1"), veth7), at_home()));
  EXPECT_FALSE(contradicts(taken(ip("172.17.0.1"), veth7), at_home()));
  EXPECT_FALSE(contradicts(added(ip("fd00::1"), veth7), at_home()));
  EXPECT_FALSE(contradicts(added(ip("fe80::7"), veth7), at_home()));
  EXPECT_FALSE(contradicts(added(ip("fe80::4"), eth0), at_home()));
  EXPECT_FALSE(contradicts(added(ip("127.0.0.1"), 1), at_home()));
}

TEST(Announcement, OfAPrivateAddressIsNoiseWhileThereIsNoWayOut) {
  EXPECT_FALSE(contradicts(added(ip("192.168.1.4")), {}));
}

TEST(Announcement, OfARouteContradictsWhenMostPacketsCouldTakeIt) {
  for (const unsigned length : {0U, 1U, 3U, 4U}) {
    EXPECT_TRUE(contradicts(Route{Family::ipv6, length, RTN_UNICAST, eth0}, at_home())) << length;
  }
  EXPECT_TRUE(contradicts(Route{Family::ipv4, 0, RTN_UNREACHABLE}, at_home()));
  EXPECT_FALSE(contradicts(Route{Family::ipv4, 16, RTN_UNICAST, veth7}, at_home()));
  EXPECT_FALSE(contradicts(Route{Family::ipv6, 0, RTN_MULTICAST, eth0}, at_home()));
  EXPECT_FALSE(contradicts(Route{Family::ipv4, 0, RTN_LOCAL, eth0}, at_home()));
}

TEST(Announcement, OfALinkContradictsWhenTheWayOutStopsOrRunsAgain) {
  EXPECT_TRUE(contradicts(Link{eth0, "eth0", false}, at_home()));
  EXPECT_FALSE(contradicts(Link{eth0, "eth0", true}, at_home()));
  EXPECT_FALSE(contradicts(Link{veth7, "veth7", true}, at_home()));
  EXPECT_FALSE(contradicts(Link{veth7, "veth7", false}, at_home()));
}

TEST(Announcement, OfNothingContradictsNothing) { EXPECT_FALSE(contradicts(netlink::End{0}, at_home())); }

// ---- What is news.

std::string words(const Outlook& before, const Outlook& now) { return news(before, now).value_or("nothing"); }

TEST(News, IsAWayOutThatAppears) {
  EXPECT_EQ(words({}, at_home()), "IPv4 leaves via 192.168.1.1 dev eth0 src 192.168.1.4");
  auto ppp = at_home();
  ppp.ways[Family::ipv4] = {9, "ppp0", true, std::nullopt, ip("81.2.69.142")};
  EXPECT_EQ(words(at_home(), ppp), "IPv4 leaves dev ppp0 src 81.2.69.142");
  auto without = at_home();
  without.ways.erase(Family::ipv6);
  EXPECT_EQ(words(without, at_home()), "IPv6 leaves via fe80::1 dev eth0");
}

TEST(News, IsAWayOutThatIsAnother) {
  for (const auto& other : {WayOut{3, "eth0", true, by_router.gateway, by_router.source},
                            WayOut{eth0, "eth0", true, ip("192.168.1.2"), by_router.source},
                            WayOut{eth0, "eth0", true, by_router.gateway, ip("192.168.1.5")}}) {
    SCOPED_TRACE(testing::PrintToString(other.gateway));
    auto now = at_home();
    now.ways[Family::ipv4] = other;
    EXPECT_NE(words(at_home(), now), "nothing");
  }
}

TEST(News, IsNoWayOutThatIsGone) {
  auto now = at_home();
  now.ways.erase(Family::ipv4);
  EXPECT_EQ(words(at_home(), now), "nothing");
}

TEST(News, IsNothingWhileThereIsNoWayOutAtAll) {
  EXPECT_EQ(words(at_home(), {}), "nothing");
  EXPECT_EQ(words({}, {{}, {ip("2a02:6b67::1")}}), "nothing");
}

// The router was switched off and on, and its cable told us so; routes and addresses stayed.
TEST(News, IsALinkThatRunsAgainAndNoneThatStops) {
  auto without_cable = at_home();
  without_cable.ways[Family::ipv4].is_running = false;
  without_cable.ways[Family::ipv6].is_running = false;
  EXPECT_EQ(words(at_home(), without_cable), "nothing");
  EXPECT_EQ(words(without_cable, at_home()), "IPv4 leaves via 192.168.1.1 dev eth0 src 192.168.1.4");
}

TEST(News, IsAnAddressThatAppearsOrIsGone) {
  auto more = at_home();
  more.addresses.insert(ip("2a02:6b67::3"));
  EXPECT_EQ(words(at_home(), more), "address 2a02:6b67::3 appeared");
  EXPECT_EQ(words(more, at_home()), "address 2a02:6b67::3 is gone");
}

TEST(News, IsNothingWhenNothingChanged) { EXPECT_EQ(words(at_home(), at_home()), "nothing"); }

}  // namespace
}  // namespace dyndns::watch
