// Records and what Gandi was seen to serve for them, as members of a JSON object:
//
//   "domain": "example.com", "name": "www", "type": "A"
//   "address": "192.0.2.1", "ttl": 300, "since": "2026-11-22T08:00:00Z", "confirmed": "2026-11-23T13:05:09Z"
#pragma once

#include <optional>

#include "core/state.hpp"

namespace boost::json {
class object;
}

namespace dyndns::state {

void add_key(boost::json::object& object, const RrsetKey& key);
void add_confirmation(boost::json::object& object, const Confirmation& seen);

[[nodiscard]] std::optional<RrsetKey> key_member(const boost::json::object& object);
// Nothing, too, when the address is not of the type's family.
[[nodiscard]] std::optional<Confirmation> confirmation_member(const boost::json::object& object, RecordType type);

}  // namespace dyndns::state
