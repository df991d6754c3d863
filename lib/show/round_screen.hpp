// What `test` and `update --dry-run` show a person.
#pragma once

#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/standing.hpp"
#include "update/report.hpp"

namespace dyndns::show {

// A line for each source: operator, family, latency, source, whether it votes, what it said or why it said nothing, and
// what was held against it before (`standings`); then the totals and the verdict. In columns and colours for a
// terminal.
[[nodiscard]] std::string findings_screen(const std::vector<Findings>& all, const Standings& standings, WallTime now,
                                          bool for_terminal);

// The whole round: the findings, and what was done or would be done to each record.
[[nodiscard]] std::string round_screen(const update::Report& report, const Standings& standings, WallTime now);

// How far `test` is.
[[nodiscard]] std::string progress_line(Family family, std::size_t answers, std::size_t sources);

}  // namespace dyndns::show
