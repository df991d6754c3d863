// An address source that is a network interface of this host.
#pragma once

#include <memory>
#include <string>

#include "ports/address_source.hpp"

namespace dyndns::detect {

// Asks the kernel anew each time, by rtnetlink(7), which answers at once. See choose_address() for which one it is.
[[nodiscard]] std::unique_ptr<AddressSource> make_interface_source(std::string interface, bool allow_private);

// False when no interface has a global unicast address of the family, so that no connection can show one. Private
// addresses count for IPv4, where they are translated. True when the kernel does not say.
[[nodiscard]] bool host_can_have(Family family);

}  // namespace dyndns::detect
