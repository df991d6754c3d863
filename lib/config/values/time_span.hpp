// Time spans as systemd.time(7) writes them: "5min", "1h 30min", "1.5h", "90".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dyndns::config {

// A number without a unit is in seconds. What is finer than a millisecond is cut off; beyond ten years is nothing.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_time_span(std::string_view text);

// Nothing when it is negative, beyond ten years or no number.
[[nodiscard]] std::optional<std::chrono::milliseconds> seconds_span(double seconds);

// In the largest unit in which it is whole: "90s", "2min".
[[nodiscard]] std::string span_text(std::chrono::milliseconds span);

}  // namespace dyndns::config
