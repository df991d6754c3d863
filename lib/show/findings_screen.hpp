// What was found out of our address: a page for a person at a terminal, and lines for a pipe.
#pragma once

#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/standing.hpp"
#include "show/layout.hpp"

namespace dyndns::show {

// An operator a row, the families side by side: how long its answers took, or what it said instead; then the verdicts.
// What was held against it before stands below it (`standings`).
[[nodiscard]] std::string findings_screen(const std::vector<Findings>& all, const Standings& standings, WallTime now,
                                          const Style& style);
// A line for each source: operator, family, latency, source, whether it votes, what it said or why it said nothing, and
// what was held against it before; then the totals and the verdict.
[[nodiscard]] std::string findings_lines(const std::vector<Findings>& all, const Standings& standings, WallTime now);

}  // namespace dyndns::show
