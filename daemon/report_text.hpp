// Reports as text for people at a shell.
#pragma once

#include <string>
#include <vector>

#include "update/report.hpp"

namespace dyndns::daemon {

// The whole round: who said what, the verdicts, and what was done or would be done to each record.
[[nodiscard]] std::string describe(const update::Report& report);

// One line for each answer, then the verdict, per family. Aligned and coloured for a terminal; plain lines with single
// spaces for a pipe.
[[nodiscard]] std::string describe(const std::vector<Detection>& detections, bool for_terminal);

}  // namespace dyndns::daemon
