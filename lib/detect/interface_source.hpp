// An address source that is a network interface of this host.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "netlink/message.hpp"
#include "ports/address_source.hpp"

namespace dyndns::detect {

// Asks the kernel each time, by rtnetlink(7), which answers at once. See choose_address() for which one it is.
[[nodiscard]] std::unique_ptr<AddressSource> make_interface_source(std::string interface, bool allow_private);

// A stable address (netlink::is_stable()) that others can reach: global unicast, or private where that is allowed and
// there is no better one, or a deprecated one where there is no other. Of several, always the same: one that was set
// for good before one with a lifetime; one under the prefix that is preferred for the longest time, which after a
// renumbering is the new one; a primary one before a secondary; the lowest.
[[nodiscard]] Result<Address> choose_address(const std::vector<netlink::InterfaceAddress>& addresses, Family family,
                                             bool allow_private, const std::string& interface);

// False when no interface has a global unicast address of the family, so that no connection can show one. Where
// addresses are translated, any counts that is not of a link or of this host alone. True when the kernel does not say.
[[nodiscard]] bool host_can_have(Family family, bool is_translated);

}  // namespace dyndns::detect
