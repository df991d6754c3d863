// The status as one page for a browser.
#pragma once

#include <string>

#include "core/status.hpp"

namespace dyndns::show {

// HTML 5 in one file, without a script and without anything to load; light or dark as the reader's system is, for 320
// CSS pixels and more. Whatever it shows of strangers is text in it and never markup.
[[nodiscard]] std::string status_page(const Status& status, bool is_running, WallTime now);

// Where there is no status at all.
[[nodiscard]] std::string no_status_page(const std::string& why);

}  // namespace dyndns::show
