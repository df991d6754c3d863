// Whether enough independent operators name the same address.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/address.hpp"

namespace dyndns {

// Everything that was fetched without authentication (plain HTTP, UDP DNS) votes under this one operator's name:
// one attacker on the path controls all of it.
inline constexpr const char* unauthenticated_operator = "unauthenticated";

struct Vote {
  std::string operator_name;
  Address address;
};

struct Agreed {
  Address address;
  std::vector<std::string> operators;  // who named it, sorted
};

struct NoQuorum {
  std::optional<Address> best;  // nothing when nobody voted
  unsigned best_votes = 0;
  unsigned runner_up_votes = 0;  // as many as the best has: a tie
};

using Verdict = std::variant<NoQuorum, Agreed>;

// An operator has one vote, however often it speaks; one that names two addresses has none.
// Agreed: at least `quorum` (1 or more) operators name the address and no other address has as many votes.
// Fewer than `quorum` liars can therefore prevent an agreement but never forge one.
[[nodiscard]] Verdict tally(std::span<const Vote> votes, unsigned quorum);

// True when the verdict stays the same whatever up to `outstanding` further operators will say.
[[nodiscard]] bool is_settled(std::span<const Vote> votes, unsigned quorum, unsigned outstanding);

}  // namespace dyndns
