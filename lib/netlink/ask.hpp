// Questions that the kernel answers at once.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/failure.hpp"
#include "netlink/message.hpp"
#include "netlink/socket.hpp"

namespace dyndns::netlink {

// Of all interfaces.
[[nodiscard]] Result<std::vector<InterfaceAddress>> addresses();

// The route that a packet to the address would take now, by all rules and tables. No packet is sent. Nothing when there
// is none, or when the kernel does not say. One that leaves through that interface, unless it is 0.
[[nodiscard]] std::optional<Route> route_to(const Address& destination, unsigned interface = 0);

// The interface with that index. Nothing when there is none, or when the kernel does not say.
[[nodiscard]] std::optional<Link> link(unsigned interface);

// What `list` gives, which is called again while it was interrupted: ten times in all, then it is EINTR.
[[nodiscard]] Socket::Received whole_list(const std::function<Socket::Received()>& list);

}  // namespace dyndns::netlink
