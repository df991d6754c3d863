// The addresses of a network interface as the kernel lists them, and which of them is the one to publish.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"

namespace dyndns::detect {

struct InterfaceAddress {
  Address address;
  std::uint32_t flags;  // IFA_F_*, linux/if_addr.h
};

// The addresses of the interface with that index, 0 for all, in a dump of RTM_GETADDR (rtnetlink(7)). What is cut short
// or strange is passed over.
[[nodiscard]] std::vector<InterfaceAddress> parse_address_dump(std::span<const std::byte> dump, unsigned index);

// A stable address that others can reach: not temporary (RFC 8981), deprecated, tentative or duplicate (RFC 4862), and
// global unicast, or private where that is allowed and there is no better one. Of several, always the same: one that
// was set for good before one with a lifetime, a primary one before a secondary, the lowest.
[[nodiscard]] Result<Address> choose_address(const std::vector<InterfaceAddress>& addresses, Family family,
                                             bool allow_private, const std::string& interface);

}  // namespace dyndns::detect
