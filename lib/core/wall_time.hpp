// What people and files call the time, by the second.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dyndns {

using WallTime = std::chrono::sys_seconds;

[[nodiscard]] std::string to_rfc3339(WallTime time);  // "2026-11-23T13:05:09Z", of the years 0 to 9999

// Reads exactly what to_rfc3339 writes: no fractions, no other offset, no leap second.
[[nodiscard]] std::optional<WallTime> parse_rfc3339(std::string_view text);

}  // namespace dyndns
