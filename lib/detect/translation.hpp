// What stands between this host and the address that others see of it.
#pragma once

#include <string>

#include "core/address.hpp"

namespace dyndns::detect {

// From the address by which its packets leave, and the one that was agreed on: a sentence when a network of the
// Internet provider's is between them, so that nobody can connect to the latter: carrier-grade NAT (RFC 6598) or
// DS-Lite (RFC 6333). Else nothing: what a router at home translates, it can also forward.
[[nodiscard]] std::string why_out_of_reach(const Address& own, const Address& seen);

}  // namespace dyndns::detect
