#include "detect/interface_address.hpp"

#include <gtest/gtest.h>
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

#include "fakes/ip.hpp"

namespace dyndns::detect {
namespace {

using fakes::ip;
using Bytes = std::vector<std::byte>;

constexpr unsigned ppp0 = 7;

template <class T>
void append(Bytes& to, const T& value) {
  const auto* bytes = reinterpret_cast<const std::byte*>(&value);
  to.insert(to.end(), bytes, bytes + sizeof value);
  to.resize((to.size() + 3) / 4 * 4);
}

void append_attribute(Bytes& to, unsigned short type, std::span<const std::uint8_t> content) {
  append(to, rtattr{static_cast<unsigned short>(sizeof(rtattr) + content.size()), type});
  std::ranges::transform(content, std::back_inserter(to), [](std::uint8_t byte) { return std::byte{byte}; });
  to.resize((to.size() + 3) / 4 * 4);
}

void append_address(Bytes& to, unsigned short type, const Address& address) {
  append_attribute(to, type, std::span(address.bytes()).first(address.family() == Family::ipv4 ? 4 : 16));
}

// One message of a dump, as the kernel writes it.
Bytes message(const Address& address, std::uint32_t flags = 0, unsigned index = ppp0,
              std::optional<Address> local = {}) {
  ifaddrmsg about{};
  about.ifa_family = address.family() == Family::ipv4 ? AF_INET : AF_INET6;
  about.ifa_index = index;
  Bytes content;
  append(content, about);
  append_address(content, IFA_ADDRESS, address);
  if (local) {
    append_address(content, IFA_LOCAL, *local);
  }
  std::array<std::uint8_t, sizeof flags> bytes{};
  std::memcpy(bytes.data(), &flags, sizeof flags);
  append_attribute(content, IFA_FLAGS, bytes);

  Bytes whole;
  nlmsghdr header{};
  header.nlmsg_type = RTM_NEWADDR;
  header.nlmsg_len = static_cast<std::uint32_t>(sizeof header + content.size());
  append(whole, header);
  whole.insert(whole.end(), content.begin(), content.end());
  return whole;
}

Bytes join(const std::vector<Bytes>& messages) {
  Bytes all;
  for (const auto& each : messages) {
    all.insert(all.end(), each.begin(), each.end());
  }
  return all;
}

std::vector<Address> addresses_in(const Bytes& dump) {
  std::vector<Address> addresses;
  std::ranges::transform(parse_address_dump(dump, ppp0), std::back_inserter(addresses), &InterfaceAddress::address);
  return addresses;
}

TEST(AddressDump, HoldsTheAddressesOfBothFamiliesWithTheirFlags) {
  const auto dump = join({message(ip("81.2.69.142"), IFA_F_PERMANENT), message(ip("2a02:6b67::1"), IFA_F_TEMPORARY)});
  const auto found = parse_address_dump(dump, ppp0);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].address, ip("81.2.69.142"));
  EXPECT_EQ(found[0].flags, unsigned{IFA_F_PERMANENT});
  EXPECT_EQ(found[1].address, ip("2a02:6b67::1"));
  EXPECT_EQ(found[1].flags, unsigned{IFA_F_TEMPORARY});
}

TEST(AddressDump, OtherInterfacesArePassedOver) {
  EXPECT_EQ(addresses_in(join({message(ip("81.2.69.7"), 0, 3), message(ip("81.2.69.142"))})),
            std::vector{ip("81.2.69.142")});
}

TEST(AddressDump, OnAPointToPointLinkOurEndIsMeant) {
  EXPECT_EQ(addresses_in(message(ip("81.2.69.1"), 0, ppp0, ip("81.2.69.142"))), std::vector{ip("81.2.69.142")});
}

TEST(AddressDump, IsReadToItsEndWhereverItIsCut) {
  const auto whole = join({message(ip("81.2.69.142")), message(ip("2a02:6b67::1"))});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));  // a copy: nothing lies behind
    EXPECT_LE(addresses_in(cut).size(), 1U) << size;
  }
}

TEST(AddressDump, ABrokenByteAnywhereDoesNoHarm) {
  const auto whole = join({message(ip("81.2.69.142")), message(ip("2a02:6b67::1"))});
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (const auto byte : {std::byte{0}, std::byte{1}, std::byte{0x7f}, std::byte{0xff}}) {
      auto broken = whole;
      broken[place] = byte;
      EXPECT_LE(addresses_in(broken).size(), 2U);
    }
  }
}

// ---- Which of them it is.

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
  for (const auto flag :
       std::vector<std::uint32_t>{IFA_F_TEMPORARY, IFA_F_DEPRECATED, IFA_F_TENTATIVE, IFA_F_DADFAILED}) {
    EXPECT_EQ(choice({{ip("2a02:6b67::1"), flag}, {ip("2a02:6b67::2"), IFA_F_MANAGETEMPADDR}}, Family::ipv6),
              "2a02:6b67::2");
    EXPECT_EQ(choice({{ip("2a02:6b67::1"), flag}}, Family::ipv6),
              "interface 'ppp0' has no stable IPv6 address that others can reach");
  }
}

TEST(Choice, IsThePrimaryAddressOfSeveral) {
  EXPECT_EQ(choice({{ip("81.2.69.1"), IFA_F_SECONDARY}, {ip("81.2.69.142"), 0}}, Family::ipv4), "81.2.69.142");
  EXPECT_EQ(choice({{ip("81.2.69.1"), IFA_F_SECONDARY}}, Family::ipv4), "81.2.69.1");
}

TEST(Choice, IsAlwaysTheSameOfSeveralAlike) {
  std::vector<InterfaceAddress> three = {{ip("2a02:6b67::9"), 0}, {ip("2a02:6b67::2"), 0}, {ip("2a02:6b67::5"), 0}};
  for (int i = 0; i < 3; ++i) {
    std::ranges::rotate(three, three.begin() + 1);
    EXPECT_EQ(choice(three, Family::ipv6), "2a02:6b67::2");
  }
  three.push_back({ip("2a02:6b67::ff"), IFA_F_PERMANENT});
  EXPECT_EQ(choice(three, Family::ipv6), "2a02:6b67::ff");
}

TEST(Choice, IsAPrivateAddressOnlyWhereThatIsAllowedAndThereIsNoBetterOne) {
  EXPECT_EQ(choice({{ip("192.168.1.4"), 0}}, Family::ipv4),
            "interface 'ppp0' has no stable IPv4 address that others can reach, only 192.168.1.4, which is private "
            "(RFC 1918)");
  EXPECT_EQ(choice({{ip("192.168.1.4"), 0}}, Family::ipv4, true), "192.168.1.4");
  EXPECT_EQ(choice({{ip("192.168.1.4"), IFA_F_PERMANENT}, {ip("81.2.69.142"), 0}}, Family::ipv4, true), "81.2.69.142");
  EXPECT_EQ(choice({{ip("127.0.0.1"), 0}, {ip("169.254.1.1"), 0}}, Family::ipv4, true).find("169.254.1.1, which is"),
            std::string("interface 'ppp0' has no stable IPv4 address that others can reach, only ").size());
}

}  // namespace
}  // namespace dyndns::detect
