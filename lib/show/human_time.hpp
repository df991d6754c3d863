// Times and spans for people.
#pragma once

#include <chrono>
#include <string>

#include "core/wall_time.hpp"

namespace dyndns::show {

[[nodiscard]] std::string span_of(
    std::chrono::seconds span);                    // "40 s", "5 min", "3 h", "12 days"; of less than 0: "0 s"
[[nodiscard]] std::string date_of(WallTime time);  // "2026-11-23 13:05 UTC"

}  // namespace dyndns::show
