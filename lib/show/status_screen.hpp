// What `status` shows a person: what is wrong and what to do first, then what is published.
#pragma once

#include <string>

#include "core/status.hpp"
#include "show/layout.hpp"

namespace dyndns::show {

// `is_running`: the process that wrote it is still there. No more than 24 lines while all is well; with `all`, every
// record and every source.
[[nodiscard]] std::string status_screen(const Status& status, bool is_running, WallTime now, const Style& style,
                                        bool all = false);

// Where there is no status at all.
[[nodiscard]] std::string no_status_line(const std::string& path, const std::string& unit);

}  // namespace dyndns::show
