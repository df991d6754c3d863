// What is known of the sources, as the "sources" of the memory.
//
//   {"family": "IPv4", "source": "https://v4.ident.me/", "latency_ms": 85, "variation_ms": 4}
//   {"family": "IPv4", "source": "https://ipv4.seeip.org/", "latency_ms": 120, "variation_ms": 9, "offences": 2,
//    "rests_until": "2026-11-23T13:05:09Z", "last_offence": "gave no answer within 180 ms"}
#pragma once

#include <optional>
#include <utility>

#include "core/standing.hpp"

namespace boost::json {
class object;
}

namespace dyndns::state {

using KnownSource = std::pair<SourceKey, Standing>;

[[nodiscard]] boost::json::object encode_source(const SourceKey& key, const Standing& standing);

// Nothing when it is not what encode_source() makes.
[[nodiscard]] std::optional<KnownSource> decode_source(const boost::json::object& object);

}  // namespace dyndns::state
