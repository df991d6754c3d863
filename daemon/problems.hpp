// What is wrong with the configuration, told through the log.
#pragma once

#include <vector>

#include "core/problem.hpp"
#include "ports/log.hpp"

namespace dyndns::daemon {

void log_problems(Log& log, const std::vector<Problem>& problems);

}  // namespace dyndns::daemon
