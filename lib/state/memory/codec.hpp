// The memory as a JSON document.
//
//   {
//     "version": 1,
//     "origin": "livedns https://api.gandi.net", "access": 41236,
//     "records": [
//       {"domain": "example.com", "name": "www", "type": "A", "address": "192.0.2.1", "ttl": 300,
//        "since": "2026-11-22T08:00:00Z", "confirmed": "2026-11-23T13:05:09Z"}
//     ],
//     "sources": [ see state/members.hpp ]
//   }
//
// One line per record and source, in the order of their keys; times in UTC (RFC 3339), ttl in seconds.
#pragma once

#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/state.hpp"

namespace dyndns::state {

[[nodiscard]] std::string encode(const State& state);

// What encode wrote, or an equal document. Members that it does not know are passed over: a newer program wrote them.
// Everything else is malformed, as a whole, with what is wrong ("records[3] is not as this program writes it"); so is
// another version.
[[nodiscard]] Result<State> decode(std::string_view document);

}  // namespace dyndns::state
