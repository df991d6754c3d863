// Reports as text for people at a shell.
#pragma once

#include <string>

#include "update/report.hpp"

namespace dyndns::show {

// The whole round: who said what, and what was held against whom before it (`standings`), the verdicts, and what was
// done or would be done to each record.
[[nodiscard]] std::string describe(const update::Report& report, const Standings& standings, WallTime now);

}  // namespace dyndns::show
