// What the program remembers between rounds and restarts: what Gandi serves, so that it need not be asked when nothing
// changed, and what is to be expected of the sources.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "core/secret.hpp"
#include "core/standing.hpp"
#include "core/wall_time.hpp"

namespace dyndns {

// Gandi was seen to serve exactly this address for an RRset.
struct Confirmation {
  Address address;
  Ttl ttl;
  WallTime since;                     // when the address was put or first seen there
  std::optional<WallTime> confirmed;  // when it was last seen there; nothing: in doubt, and to be read again

  bool operator==(const Confirmation&) const = default;
};

// Tells a secret from another one, of 65,536 all but one, and surely from one with a slip of the finger in it. Whoever
// reads it learns 16 bits of the secret, too few to guess it by or to see that a guess was right.
[[nodiscard]] std::uint16_t check_of(const Secret& secret);

// A record got another address.
struct Move {
  RrsetKey key;
  std::optional<Address> before;  // nothing: it is new
  Address after;
  WallTime at;
  std::string occasion;                // what made us look: "time", "network", "request"
  std::vector<std::string> operators;  // who agreed
  std::chrono::milliseconds took;      // the round, to the end

  bool operator==(const Move&) const = default;
};

inline constexpr std::size_t most_moves = 200;  // remembered

struct State {
  std::string origin;  // the API and its base URL: what was read elsewhere says nothing
  std::map<RrsetKey, Confirmation> records{};
  Standings standings{};
  std::uint16_t access = 0;   // a check_of() with what credential it was read: with another, all of it is in doubt
  std::vector<Move> moves{};  // the newest at the end

  bool operator==(const State&) const = default;
};

// Every record is to be read again.
[[nodiscard]] State in_doubt(State state);

// True when Gandi need not be asked: `wanted` was seen to be served less than `verify_interval` before `now`.
[[nodiscard]] bool is_confirmed(const State& state, const WantedRrset& wanted, WallTime now,
                                std::chrono::seconds verify_interval);

// True when more was learnt than how fast the sources are today.
[[nodiscard]] bool is_worth_storing(const State& stored, const State& now);

}  // namespace dyndns
