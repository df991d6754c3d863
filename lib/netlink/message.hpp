// What the kernel says about addresses, routes and links (rtnetlink(7)), as values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/address.hpp"

namespace dyndns::netlink {

inline constexpr std::uint32_t for_ever = 0xffffffff;

struct InterfaceAddress {
  Address address;          // our end of a point-to-point link
  std::uint32_t flags = 0;  // IFA_F_*, linux/if_addr.h
  unsigned interface = 0;   // its index
  bool is_gone = false;
  std::uint32_t preferred = for_ever;  // seconds until it is deprecated (RFC 4862)
};

// A route that was added or taken away, or the one that a packet would take.
struct Route {
  Family family;
  unsigned prefix_length;  // of its destination; 0 is a default route
  unsigned type;           // RTN_*, linux/rtnetlink.h
  unsigned interface = 0;  // 0 when it has none, or several
  std::optional<Address> gateway{};
  std::optional<Address> source{};
};

struct Link {
  unsigned interface;
  std::string name;
  bool is_running;  // up, and connected to something that is
};

// Ends an answer. The error is an errno, or 0.
struct End {
  int error;
};

using Message = std::variant<InterfaceAddress, Route, Link, End>;

// The messages of a datagram. What is cut short or strange is passed over.
[[nodiscard]] std::vector<Message> decode(std::span<const std::byte> datagram);

// Whether the kernel says that what it was listing changed meanwhile, so that something may be missing in the list.
[[nodiscard]] bool is_interrupted(std::span<const std::byte> datagram);

// One that stays, and that others may use: not temporary (RFC 8981), deprecated, tentative or duplicate (RFC 4862).
[[nodiscard]] bool is_stable(const InterfaceAddress& address);

}  // namespace dyndns::netlink
