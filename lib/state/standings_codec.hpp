// What is known of a source, as members of a JSON object:
//
//   "family": "IPv4", "source": "https://v4.ident.me/"
//   "latency_ms": 85, "variation_ms": 4, "offences": 2, "rests_until": "2026-11-23T13:05:09Z", "last_offence": "said
//   ..."
//
// The last three only where there are offences.
#pragma once

#include <optional>

#include "core/standing.hpp"

namespace boost::json {
class object;
}

namespace dyndns::state {

void add_source(boost::json::object& object, const SourceKey& source);
void add_standing(boost::json::object& object, const Standing& standing);

[[nodiscard]] std::optional<Family> family_member(const boost::json::object& object);
[[nodiscard]] std::optional<SourceKey> source_member(const boost::json::object& object);
[[nodiscard]] std::optional<Standing> standing_member(const boost::json::object& object);

}  // namespace dyndns::state
