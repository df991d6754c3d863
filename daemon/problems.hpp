// What is wrong with the configuration, told through the log.
#pragma once

#include <vector>

#include "config/read.hpp"
#include "ports/log.hpp"

namespace dyndns::daemon {

void log_problems(Log& log, const std::vector<config::Problem>& problems);

[[nodiscard]] bool has_error(const std::vector<config::Problem>& problems);

// The first error as one line, for the service manager.
[[nodiscard]] std::string first_error(const std::vector<config::Problem>& problems);

}  // namespace dyndns::daemon
