#include "problems.hpp"

#include <algorithm>

namespace dyndns::daemon {

void log_problems(Log& log, const std::vector<config::Problem>& problems) {
  for (const auto& [is_error, where, message] : problems) {
    log.write({EventKind::configuration_problem, is_error ? Level::error : Level::warning, where + ": " + message});
  }
}

bool has_error(const std::vector<config::Problem>& problems) {
  return std::ranges::any_of(problems, &config::Problem::is_error);
}

std::string first_error(const std::vector<config::Problem>& problems) {
  const auto error = std::ranges::find_if(problems, &config::Problem::is_error);
  return error == problems.end() ? "" : error->where + ": " + error->message;
}

}  // namespace dyndns::daemon
