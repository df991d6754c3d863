// What is known of a record and of a source, as members of a JSON object.
//
// Of a record, and what Gandi was seen to serve for it; "confirmed" only where that is not in doubt:
//
//   "domain": "example.com", "name": "www", "type": "A"
//   "address": "192.0.2.1", "ttl": 300, "since": "2026-11-22T08:00:00Z", "confirmed": "2026-11-23T13:05:09Z"
//
// Of a source; the last three only where there are offences, "rests_until" only where it rests:
//
//   "family": "IPv4", "source": "https://v4.ident.me/"
//   "latency_ms": 85, "variation_ms": 4,
//   "offences": 2, "rests_until": "2026-11-23T13:05:09Z", "last_offence": "said ..."
#pragma once

#include <optional>

#include "core/standing.hpp"
#include "core/state.hpp"

namespace boost::json {
class object;
}

namespace dyndns::state {

[[nodiscard]] boost::json::object members_of(const RrsetKey& key);
[[nodiscard]] boost::json::object members_of(const Confirmation& seen);
[[nodiscard]] boost::json::object members_of(const SourceKey& source);
[[nodiscard]] boost::json::object members_of(const Standing& standing);
[[nodiscard]] boost::json::object joined(boost::json::object one, const boost::json::object& other);

// "before" only where there was an address:
//
//   "at": "2026-11-23T13:05:09Z", "domain": "example.com", "name": "www", "type": "A",
//   "before": "192.0.2.7", "after": "192.0.2.1", "occasion": "network", "took_ms": 800, "operators": ["aws", "desec"]
[[nodiscard]] boost::json::object members_of(const Move& move);
[[nodiscard]] std::optional<Move> move_member(const boost::json::object& object);

// Nothing where a member is absent or not as it was written.
[[nodiscard]] std::optional<RrsetKey> key_member(const boost::json::object& object);
// Nothing, too, when the address is not of the type's family.
[[nodiscard]] std::optional<Confirmation> confirmation_member(const boost::json::object& object, RecordType type);
[[nodiscard]] std::optional<Family> family_member(const boost::json::object& object);
[[nodiscard]] std::optional<SourceKey> source_member(const boost::json::object& object);
[[nodiscard]] std::optional<Standing> standing_member(const boost::json::object& object);

}  // namespace dyndns::state
