// Where a service keeps what others may want to read.
#pragma once

#include <string>

namespace dyndns::daemon {

// The service that serves /etc/gandi-dyndnsd/INSTANCE.json; the one without a name serves config.json.
[[nodiscard]] std::string unit_of(const std::string& instance);

// Where the daemon and its status file meet, and where its memory is, for those who only read: those of the service,
// which may be named; else $RUNTIME_DIRECTORY and $STATE_DIRECTORY where there are any.
[[nodiscard]] std::string runtime_folder(const std::string& instance = "");
[[nodiscard]] std::string state_folder(const std::string& instance);

}  // namespace dyndns::daemon
