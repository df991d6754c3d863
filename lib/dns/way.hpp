// The way that a socket takes out of this host: TCP and UDP, for HTTP and for DNS.
#pragma once

#include <optional>
#include <string>

#include "core/address.hpp"
#include "core/failure.hpp"

namespace dyndns::dns {

struct Way {
  std::string interface {};            // empty: as the routes say
  bool prefers_public_source = false;  // IPv6: leaves from the stable address, not from a temporary one (RFC 8981)
};

// For a new socket, before it is bound or connected. Failures: unreachable, with a sentence that names the interface.
// No privilege is needed for one since Linux 5.7.
[[nodiscard]] std::optional<Failure> prepare(int socket, Family family, const Way& way);

}  // namespace dyndns::dns
