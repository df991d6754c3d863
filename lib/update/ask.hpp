// Asks sources side by side for our address.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "core/findings.hpp"
#include "core/standing.hpp"
#include "ports/address_source.hpp"
#include "ports/clock.hpp"

namespace dyndns::update {

struct AskingRules {
  unsigned quorum = 3;
  unsigned spares = 2;                                            // asked beside the quorum from the start
  std::chrono::milliseconds interval = std::chrono::minutes(5);   // between rounds, for courtesy
  std::chrono::milliseconds deadline = std::chrono::seconds(20);  // for all of it
  Authority authority = Authority::operators;
};

// A source, and what its past says of it.
struct RankedSource {
  AddressSource* source;
  Rank rank = Rank::good;
  // It is slow after that, and another one is asked in its place. Nothing: not known; then it gets twice the time of
  // the round's first answer by the same way, and half a second at most.
  std::optional<std::chrono::milliseconds> patience{};
};

// Asks in the order given, until the verdict stands; what is still under way then is cancelled and has ended when this
// returns. All sources can tell the family.
[[nodiscard]] Task<Findings> ask_sources(Family family, std::vector<RankedSource> sources, AskingRules rules,
                                         Clock& clock);

// Asks every source once and tallies all that they say by the deadline; `on_answer` is called for each as it comes.
[[nodiscard]] Task<Findings> ask_everyone(Family family, std::vector<AddressSource*> sources, AskingRules rules,
                                          Clock& clock, std::function<void(const Answer&)> on_answer);

}  // namespace dyndns::update
