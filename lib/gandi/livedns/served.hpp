// What LiveDNS's RRsets mean for the records in our care. Pure.
#pragma once

#include <span>
#include <string_view>

#include "core/failure.hpp"
#include "core/record.hpp"
#include "gandi/livedns/codec.hpp"

namespace dyndns::gandi {

// DNS knows no difference between upper and lower case (RFC 4343).
[[nodiscard]] bool is_at(const LiveRrset& rrset, std::string_view name, std::string_view type);

// What the zone serves for a key. Malformed when a value is not an address of the type's family.
[[nodiscard]] Result<ServedRrset> served_rrset(const RrsetKey& key, std::span<const LiveRrset> rrsets);

}  // namespace dyndns::gandi
