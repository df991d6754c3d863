// The status as a JSON document: what stands in the status file, and what `status --json` prints. Times in UTC (RFC
// 3339).
//
//   {
//     "version": 1, "program": "0.1.0", "pid": 712,
//     "started": "2026-11-23T08:00:00Z", "written": "2026-11-23T13:05:09Z", "next_round": "2026-11-23T13:10:17Z",
//     "exit_code": 0, "summary": "192.0.2.1 in 1 record", "problems": [], "token_end": "2027-06-24T00:00:00Z",
//     "last_round": "2026-11-23T13:05:09Z", "occasion": "time",
//     "troubles": [{"what": "...", "exit_code": 77, "retry": "2026-11-23T14:05:09Z"}],
//     "addresses": [{"family": "IPv4", "address": "192.0.2.1", "operators": ["aws", "desec", "ipify"]}],
//     "records": [
//       {"domain": "example.com", "name": "www", "type": "A", "outcome": "confirmed", "address": "192.0.2.1", "ttl":
//       300,
//        "since": "2026-11-22T08:00:00Z", "confirmed": "2026-11-23T13:00:01Z"}
//     ],
//     "sources": [
//       {"family": "IPv4", "source": "https://v4.ident.me/", "operator": "ident.me", "state": "good", "ticks": "++.+",
//        "heard": {"at": "2026-11-23T13:05:09Z", "ms": 83, "address": "192.0.2.1", "agrees": true},
//        "latency_ms": 85, "variation_ms": 4}
//     ]
//   }
//
// "problems" is what of each of the troubles. Absent members: "token_end" when not known; "last_round" and "occasion"
// before the end of the first one; "retry" of what is not waited for; "address" and "operators" of an address that has
// no quorum, which has "why"; "address", "ttl", "since" and "confirmed" of a record of which nothing is known,
// "confirmed" of one in doubt; "failure" of a record that is up to date; "address" of a source that failed, which has
// "failure"; "heard" of a source that was not asked yet; "offences", "rests_until" and "last_offence" of a source in
// good standing.
#pragma once

#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/status.hpp"

namespace dyndns::state {

[[nodiscard]] std::string encode(const Status& status);

// What encode() wrote; malformed otherwise. Members that it does not know are passed over.
[[nodiscard]] Result<Status> decode_status(std::string_view document);

}  // namespace dyndns::state
