// The status, for people: one screen.
#pragma once

#include <string>

#include "core/status.hpp"

namespace dyndns::show {

// `is_running`: the process that wrote it is still there.
[[nodiscard]] std::string describe(const Status& status, bool is_running, WallTime now);

// What is to be known of a source's past: "rests until 2026-11-23 13:05 UTC after 2 offences: said 192.0.2.1"; empty
// for one in good standing.
[[nodiscard]] std::string describe(const Standing& standing, WallTime now);

}  // namespace dyndns::show
