// The bytes of a name server's reply become what its records say, or a sentence about why they say nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/provider.hpp"

namespace dyndns::dns {

// What each record that answers the question says: an address as text, or each of the strings of a TXT record, of up to
// 255 arbitrary bytes. At least one and at most 64; other records, aliases among them, are passed over, but count.
// Failures continue a sentence that begins with the server: "says that 'example.com' does not exist (NXDOMAIN)". They
// are missing (no such name, or no such record of it), unavailable (the server will not or cannot answer) and
// malformed.
[[nodiscard]] Result<std::vector<std::string>> read_reply(std::span<const std::uint8_t> packet,
                                                          const DnsQuestion& question);

}  // namespace dyndns::dns
