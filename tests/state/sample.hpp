// A memory as the program would have it.
#pragma once

#include <stdexcept>
#include <utility>

#include "core/failure.hpp"
#include "core/state.hpp"

namespace dyndns::state {

inline State sample_state() {
  using namespace std::chrono_literals;
  constexpr WallTime since = std::chrono::sys_days(2026y / 11 / 22) + 8h;
  constexpr WallTime confirmed = std::chrono::sys_days(2026y / 11 / 23) + 13h + 5min + 9s;
  State state{.origin = "livedns https://api.gandi.net"};
  state.access = 36974;
  state.records.insert({RrsetKey{"example.com", "www", RecordType::aaaa},
                        Confirmation{*Address::parse("2a02:6b67::1"), Ttl(10'800), since, confirmed}});
  state.records.insert({RrsetKey{"example.com", "@", RecordType::a},
                        Confirmation{*Address::parse("81.2.69.142"), Ttl(300), since, confirmed}});
  state.standings[{Family::ipv4, "https://v4.ident.me/"}] = {85ms, 4ms};
  state.standings[{Family::ipv6, "https://v6.ident.me/"}] = {120ms, 9ms, 2, confirmed + 1h, "said 2a02:6b67::2"};
  state.moves = {{{"example.com", "@", RecordType::a},
                  Address::parse("81.2.69.7"),
                  *Address::parse("81.2.69.142"),
                  since,
                  "network",
                  {"aws", "desec"},
                  840ms}};
  return state;
}

// What must have succeeded; a failure fails the test with its own words.
inline State value_of(Result<State> result) {
  if (!result) {
    throw std::runtime_error(result.error().detail);
  }
  return std::move(*result);
}

}  // namespace dyndns::state
