// What `status` shows a person: one screen.
#pragma once

#include <string>

#include "core/status.hpp"

namespace dyndns::show {

// `is_running`: the process that wrote it is still there.
[[nodiscard]] std::string status_screen(const Status& status, bool is_running, WallTime now);

// Where there is no status at all.
[[nodiscard]] std::string no_status_line(const std::string& path);

}  // namespace dyndns::show
