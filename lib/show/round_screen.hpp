// What `test` and `update` show: a page for a person at a terminal, and lines for a pipe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/standing.hpp"
#include "core/status.hpp"
#include "show/layout.hpp"
#include "update/report.hpp"

namespace dyndns::show {

// What was done or would be done to each record, and what is wrong.
[[nodiscard]] std::string records_screen(const update::Report& report, const Style& style);
// The findings, too.
[[nodiscard]] std::string round_lines(const update::Report& report, const Standings& standings, WallTime now);

// Of the account at Gandi: how long the token lives, empty when that is not known, and what is wrong.
[[nodiscard]] std::string account_screen(const std::string& life, const std::vector<Trouble>& troubles,
                                         const Style& style);
[[nodiscard]] std::string account_lines(const std::string& life, const std::vector<Trouble>& troubles);

// How far `test` is.
[[nodiscard]] std::string progress_line(std::size_t answers, std::size_t sources);

}  // namespace dyndns::show
