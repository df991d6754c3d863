// Sees files as the service does.
#pragma once

#include <string>
#include <vector>

#include "core/problem.hpp"

namespace dyndns::daemon {

// Where root looks at a file of /etc/gandi-dyndnsd, and the user of the packaged units is there: takes that user's
// identity for files, for good. False where there is nothing to take, or it could not be taken.
[[nodiscard]] bool become_service_user(const std::string& config_path);

// With what can be done about a file that is not there or may not be read; `as_service`: after become_service_user().
[[nodiscard]] std::vector<Problem> with_remedies(std::vector<Problem> problems, bool as_service);

}  // namespace dyndns::daemon
