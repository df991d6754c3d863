// What the kernel would write, byte for byte, for tests of who reads it.
#pragma once

#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/address.hpp"

namespace dyndns::netlink {

using Datagram = std::vector<std::byte>;

template <class T>
void append(Datagram& to, const T& value) {
  const auto bytes = std::as_bytes(std::span(&value, 1));
  to.insert(to.end(), bytes.begin(), bytes.end());
  to.resize((to.size() + 3) / 4 * 4);
}

inline void append_attribute(Datagram& to, unsigned short type, std::span<const std::byte> content) {
  append(to, rtattr{static_cast<unsigned short>(sizeof(rtattr) + content.size()), type});
  to.insert(to.end(), content.begin(), content.end());
  to.resize((to.size() + 3) / 4 * 4);
}

inline void append_attribute(Datagram& to, unsigned short type, std::uint32_t number) {
  append_attribute(to, type, std::as_bytes(std::span(&number, 1)));
}

inline void append_attribute(Datagram& to, unsigned short type, const Address& address) {
  const auto bytes = std::as_bytes(std::span(address.bytes()));
  append_attribute(to, type, bytes.first(address.family() == Family::ipv4 ? 4 : 16));
}

inline unsigned char number_of(Family family) { return family == Family::ipv4 ? AF_INET : AF_INET6; }

inline Datagram with_header(std::uint16_t type, const Datagram& content) {
  nlmsghdr header{};
  header.nlmsg_type = type;
  header.nlmsg_len = static_cast<std::uint32_t>(sizeof header + content.size());
  Datagram whole;
  append(whole, header);
  whole.insert(whole.end(), content.begin(), content.end());
  return whole;
}

struct AddressTraits {
  std::uint32_t flags = 0;
  std::optional<Address> local{};
  unsigned interface = 7;
  std::uint16_t type = RTM_NEWADDR;
  std::optional<std::uint32_t> preferred{};
};

inline Datagram address_message(const Address& address, AddressTraits traits = {}) {
  ifaddrmsg about{};
  about.ifa_family = number_of(address.family());
  about.ifa_index = traits.interface;
  Datagram content;
  append(content, about);
  append_attribute(content, IFA_ADDRESS, address);
  if (traits.local) {
    append_attribute(content, IFA_LOCAL, *traits.local);
  }
  append_attribute(content, IFA_FLAGS, traits.flags);
  if (traits.preferred) {
    const ifa_cacheinfo times{*traits.preferred, 0xffffffff, 0, 0};
    append_attribute(content, IFA_CACHEINFO, std::as_bytes(std::span(&times, 1)));
  }
  return with_header(traits.type, content);
}

// A default route.
inline Datagram route_message(const Address& gateway, const Address& source, unsigned interface = 7) {
  rtmsg about{};
  about.rtm_family = number_of(gateway.family());
  about.rtm_type = RTN_UNICAST;
  Datagram content;
  append(content, about);
  append_attribute(content, RTA_GATEWAY, gateway);
  append_attribute(content, RTA_OIF, interface);
  append_attribute(content, RTA_PREFSRC, source);
  return with_header(RTM_NEWROUTE, content);
}

inline Datagram link_message(std::string_view name, unsigned flags, std::uint16_t type = RTM_NEWLINK) {
  ifinfomsg about{};
  about.ifi_index = 7;
  about.ifi_flags = flags;
  Datagram content;
  append(content, about);
  append_attribute(content, IFLA_IFNAME, std::as_bytes(std::span(name)));
  return with_header(type, content);
}

// What ends a dump (NLMSG_DONE) or says how a request went (NLMSG_ERROR).
inline Datagram end_message(std::uint16_t type, std::int32_t error) {
  Datagram content;
  append(content, error);
  return with_header(type, content);
}

inline Datagram join(const std::vector<Datagram>& messages) {
  Datagram all;
  for (const auto& each : messages) {
    all.insert(all.end(), each.begin(), each.end());
  }
  return all;
}

}  // namespace dyndns::netlink
