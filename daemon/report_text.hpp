// Reports as text for people at a shell.
#pragma once

#include <string>

#include "update/report.hpp"

namespace dyndns::daemon {

// The whole round: who said what, the verdicts, and what was done or would be done to each record.
[[nodiscard]] std::string describe(const update::Report& report);

}  // namespace dyndns::daemon
