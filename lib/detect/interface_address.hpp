// Which of an interface's addresses is the one to publish.
#pragma once

#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "netlink/message.hpp"

namespace dyndns::detect {

// A stable address (netlink::is_stable()) that others can reach: global unicast, or private where that is allowed and
// there is no better one. Of several, always the same: one that was set for good before one with a lifetime, a primary
// one before a secondary, the lowest.
[[nodiscard]] Result<Address> choose_address(const std::vector<netlink::InterfaceAddress>& addresses, Family family,
                                             bool allow_private, const std::string& interface);

}  // namespace dyndns::detect
