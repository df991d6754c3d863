#include "problems.hpp"

namespace dyndns::daemon {

void log_problems(Log& log, const std::vector<Problem>& problems) {
  for (const auto& [is_error, where, message] : problems) {
    log.write({EventKind::configuration_problem, is_error ? Level::error : Level::warning, where + ": " + message});
  }
}

}  // namespace dyndns::daemon
