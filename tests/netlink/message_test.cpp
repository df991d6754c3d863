#include "netlink/message.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <string>

#include "fakes/ip.hpp"
#include "netlink/datagram.hpp"

namespace dyndns::netlink {
namespace {

using fakes::ip;
using namespace std::string_view_literals;

// Of a datagram that holds one message.
template <class T>
T only(const Datagram& datagram) {
  const auto messages = decode(datagram);
  EXPECT_EQ(messages.size(), 1U);
  return std::get<T>(messages.at(0));
}

Datagram some_of_everything() {
  return join({address_message(ip("81.2.69.142")), route_message(ip("2a02:6b67::ff"), ip("2a02:6b67::1")),
               link_message("ppp0\0"sv, IFF_UP | IFF_RUNNING), end_message(NLMSG_DONE, 0)});
}

TEST(Message, OfAnAddressHasItsFlagsAndItsInterface) {
  const auto found = only<InterfaceAddress>(address_message(ip("2a02:6b67::1"), {.flags = IFA_F_NOPREFIXROUTE}));
  EXPECT_EQ(found.address, ip("2a02:6b67::1"));
  EXPECT_EQ(found.flags, unsigned{IFA_F_NOPREFIXROUTE});  // does not fit into the header's own eight bits
  EXPECT_EQ(found.interface, 7U);
  EXPECT_FALSE(found.is_gone);
}

TEST(Message, OfAnAddressSaysHowLongItIsPreferred) {
  EXPECT_EQ(only<InterfaceAddress>(address_message(ip("2a02:6b67::1"))).preferred, for_ever);
  EXPECT_EQ(only<InterfaceAddress>(address_message(ip("2a02:6b67::1"), {.preferred = 1800})).preferred, 1800U);
  EXPECT_EQ(only<InterfaceAddress>(address_message(ip("2a02:6b67::1"), {.preferred = 0})).preferred, 0U);
}

TEST(Message, OfAListSaysWhetherItWasInterrupted) {
  EXPECT_FALSE(is_interrupted(some_of_everything()));
  auto end = end_message(NLMSG_DONE, 0);
  reinterpret_cast<nlmsghdr*>(end.data())->nlmsg_flags = NLM_F_MULTI | NLM_F_DUMP_INTR;
  EXPECT_TRUE(is_interrupted(join({address_message(ip("81.2.69.142")), end})));
}

TEST(Message, OfAnAddressThatIsTakenAwaySaysSo) {
  EXPECT_TRUE(only<InterfaceAddress>(address_message(ip("81.2.69.142"), {.type = RTM_DELADDR})).is_gone);
}

TEST(Message, OfAPointToPointLinkMeansOurEnd) {
  const auto message = address_message(ip("81.2.69.1"), {.local = ip("81.2.69.142")});
  EXPECT_EQ(only<InterfaceAddress>(message).address, ip("81.2.69.142"));
}

TEST(Message, OfARouteSaysWhereAPacketGoes) {
  const auto route = only<Route>(route_message(ip("192.168.1.1"), ip("192.168.1.4")));
  EXPECT_EQ(route.family, Family::ipv4);
  EXPECT_EQ(route.prefix_length, 0U);
  EXPECT_EQ(route.type, unsigned{RTN_UNICAST});
  EXPECT_EQ(route.interface, 7U);
  EXPECT_EQ(route.gateway, ip("192.168.1.1"));
  EXPECT_EQ(route.source, ip("192.168.1.4"));
}

TEST(Message, OfALinkSaysWhetherItRuns) {
  const auto link = only<Link>(link_message("ppp0\0"sv, IFF_UP | IFF_RUNNING));
  EXPECT_EQ(link.interface, 7U);
  EXPECT_EQ(link.name, "ppp0");
  EXPECT_TRUE(link.is_running);
  EXPECT_FALSE(only<Link>(link_message("ppp0\0"sv, IFF_UP)).is_running);
  EXPECT_FALSE(only<Link>(link_message("ppp0\0"sv, IFF_UP | IFF_RUNNING, RTM_DELLINK)).is_running);
}

TEST(Message, ThatEndsAnAnswerHasItsError) {
  EXPECT_EQ(only<End>(end_message(NLMSG_DONE, 0)).error, 0);
  EXPECT_EQ(only<End>(end_message(NLMSG_ERROR, 0)).error, 0);
  EXPECT_EQ(only<End>(end_message(NLMSG_ERROR, -ENETUNREACH)).error, ENETUNREACH);
  EXPECT_EQ(only<End>(with_header(NLMSG_DONE, {})).error, 0);
}

TEST(Message, OfAnotherKindIsPassedOver) {
  const auto datagram = join({with_header(RTM_NEWNEIGH, Datagram(64)), address_message(ip("81.2.69.142"))});
  EXPECT_EQ(only<InterfaceAddress>(datagram).address, ip("81.2.69.142"));
}

TEST(Message, OfAnotherFamilyIsPassedOver) {
  auto address = address_message(ip("81.2.69.142"));
  auto route = route_message(ip("192.168.1.1"), ip("192.168.1.4"));
  address[sizeof(nlmsghdr)] = route[sizeof(nlmsghdr)] = std::byte{AF_BRIDGE};
  EXPECT_TRUE(decode(address).empty());
  EXPECT_TRUE(decode(route).empty());
}

TEST(Message, WithAnAddressThatIsTooShortHasNone) {
  rtmsg about{};
  about.rtm_family = AF_INET6;
  Datagram content;
  append(content, about);
  append_attribute(content, RTA_GATEWAY, ip("192.168.1.1"));
  EXPECT_EQ(only<Route>(with_header(RTM_NEWROUTE, content)).gateway, std::nullopt);
}

TEST(Message, HasANameNoLongerThanAnInterfacesCanBe) {
  EXPECT_EQ(only<Link>(link_message(std::string(500, 'x'), 0)).name, std::string(IFNAMSIZ, 'x'));
}

TEST(Datagram, IsReadToItsEndWhereverItIsCut) {
  const auto whole = some_of_everything();
  ASSERT_EQ(decode(whole).size(), 4U);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Datagram cut(whole.begin(),
                       whole.begin() + static_cast<std::ptrdiff_t>(size));  // a copy: nothing lies behind
    EXPECT_LE(decode(cut).size(), 3U) << size;
  }
}

TEST(Datagram, ABrokenByteAnywhereDoesNoHarm) {
  const auto whole = some_of_everything();
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (const auto byte : {std::byte{0}, std::byte{1}, std::byte{0x7f}, std::byte{0xff}}) {
      SCOPED_TRACE(static_cast<int>(byte));
      auto broken = whole;
      broken[place] = byte;
      EXPECT_LE(decode(broken).size(), 4U);
    }
  }
}

// A privacy address was published, and gone the next day.
TEST(AStableAddress, IsNoneThatIsGoingOrNotYetThere) {
  for (const auto flag :
       std::vector<std::uint32_t>{IFA_F_TEMPORARY, IFA_F_DEPRECATED, IFA_F_TENTATIVE, IFA_F_DADFAILED}) {
    SCOPED_TRACE(flag);
    EXPECT_FALSE(is_stable({ip("2a02:6b67::1"), flag}));
  }
  EXPECT_TRUE(is_stable({ip("2a02:6b67::1"), IFA_F_MANAGETEMPADDR}));
  EXPECT_TRUE(is_stable({ip("81.2.69.142"), IFA_F_SECONDARY}));  // the bit of IFA_F_TEMPORARY
}

}  // namespace
}  // namespace dyndns::netlink
