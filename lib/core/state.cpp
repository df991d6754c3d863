#include "core/state.hpp"

namespace dyndns {

bool is_confirmed(const State& state, const WantedRrset& wanted, WallTime now, std::chrono::seconds verify_interval) {
  const auto found = state.records.find(wanted.key);
  if (found == state.records.end()) {
    return false;
  }
  const auto& seen = found->second;
  const bool same = seen.address == wanted.address && wanted.ttl.value_or(seen.ttl) == seen.ttl;
  // A confirmation from the future means that the clock was set back: it says nothing.
  return same && seen.confirmed <= now && now - seen.confirmed < verify_interval;
}

}  // namespace dyndns
