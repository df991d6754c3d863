#include "core/state.hpp"

namespace dyndns {
namespace {

using Rests = std::map<SourceKey, std::pair<unsigned, std::optional<WallTime>>>;

Rests rests_of(const Standings& standings) {
  Rests rests;
  for (const auto& [key, standing] : standings) {
    if (standing.offences > 0) {
      rests.insert({key, {standing.offences, standing.rests_until}});
    }
  }
  return rests;
}

}  // namespace

// The CRC of ITU-T X.25: it finds whatever changes no more than 16 bits next to each other.
std::uint16_t check_of(const Secret& secret) {
  unsigned check = 0xffff;
  for (const char letter : secret.reveal()) {
    check ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) {
      check = (check >> 1U) ^ ((check & 1U) != 0 ? 0x8408U : 0U);
    }
  }
  return static_cast<std::uint16_t>(check ^ 0xffffU);
}

State in_doubt(State state) {
  for (auto& [key, seen] : state.records) {
    seen.confirmed.reset();
  }
  return state;
}

bool is_confirmed(const State& state, const WantedRrset& wanted, WallTime now, std::chrono::seconds verify_interval) {
  const auto found = state.records.find(wanted.key);
  if (found == state.records.end()) {
    return false;
  }
  const auto& seen = found->second;
  const bool is_ttl_known = seen.ttl != Ttl();  // Gandi need not tell
  const bool same = seen.address == wanted.address && (!is_ttl_known || wanted.ttl.value_or(seen.ttl) == seen.ttl);
  // A confirmation from the future means that the clock was set back: it says nothing.
  return same && seen.confirmed && *seen.confirmed <= now && now - *seen.confirmed < verify_interval;
}

bool is_worth_storing(const State& stored, const State& now) {
  return stored.origin != now.origin || stored.access != now.access || stored.records != now.records ||
         rests_of(stored.standings) != rests_of(now.standings);
}

}  // namespace dyndns
