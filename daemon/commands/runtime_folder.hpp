// Where the daemon and its status file meet.
#pragma once

#include <string>

namespace dyndns::daemon {

// For those who only read: $RUNTIME_DIRECTORY, else that of the service.
[[nodiscard]] std::string runtime_folder();

}  // namespace dyndns::daemon
