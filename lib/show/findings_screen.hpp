// What the sources said of our address, for people.
#pragma once

#include <string>
#include <vector>

#include "core/detection.hpp"
#include "core/standing.hpp"

namespace dyndns::show {

// A line for each source: operator, family, latency, source, whether it votes, what it said or why it said nothing, and
// what was held against it before; then the totals and the verdict. In columns and colours for a terminal.
[[nodiscard]] std::string describe(const std::vector<Detection>& detections, const Standings& standings, WallTime now,
                                   bool for_terminal);

}  // namespace dyndns::show
