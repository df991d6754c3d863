// What the program remembers of Gandi between rounds and restarts, so that it need not ask when nothing changed.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "core/record.hpp"

namespace dyndns {

using WallTime = std::chrono::sys_seconds;

// Gandi was seen to serve exactly this address for an RRset.
struct Confirmation {
  Address address;
  Ttl ttl;
  WallTime since;      // when the address was put or first seen there
  WallTime confirmed;  // when it was last seen there

  bool operator==(const Confirmation&) const = default;
};

struct State {
  std::string origin;  // the API and its base URL: what was read elsewhere says nothing
  std::map<RrsetKey, Confirmation> records;

  bool operator==(const State&) const = default;
};

// True when Gandi need not be asked: `wanted` was seen to be served less than `verify_interval` before `now`.
[[nodiscard]] bool is_confirmed(const State& state, const WantedRrset& wanted, WallTime now,
                                std::chrono::seconds verify_interval);

}  // namespace dyndns
