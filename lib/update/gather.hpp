// Asks sources side by side for our address.
#pragma once

#include <functional>
#include <vector>

#include "core/detection.hpp"
#include "ports/address_source.hpp"
#include "ports/clock.hpp"

namespace dyndns::update {

struct GatherRules {
  unsigned quorum = 3;
  unsigned spares = 2;                                                  // asked beside the quorum from the start
  std::chrono::milliseconds patience = std::chrono::milliseconds(500);  // then a source is slow and another is asked
  std::chrono::milliseconds deadline = std::chrono::seconds(20);        // for the whole canvass
};

// Asks in the order given, until the verdict stands; what is still under way then is cancelled and has ended when this
// returns. All sources can tell the family.
[[nodiscard]] Task<Detection> gather(Family family, std::vector<AddressSource*> sources, GatherRules rules,
                                     Clock& clock);

// Asks every source once and tallies all that they say by the deadline; `told` hears of each answer as it comes.
[[nodiscard]] Task<Detection> ask_everyone(Family family, std::vector<AddressSource*> sources, GatherRules rules,
                                           Clock& clock, std::function<void(const Answer&)> told);

}  // namespace dyndns::update
