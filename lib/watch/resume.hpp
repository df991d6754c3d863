// A reason to look now instead of later: the machine was suspended. The steady clock stood still meanwhile, so that a
// round which was due is late, and the world may have changed.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "ports/task.hpp"

namespace dyndns::watch {

// Calls `tell` with the reason in words until cancelled. Returns at once where the kernel cannot tell
// (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET).
[[nodiscard]] Task<void> watch_resume(std::function<void(const std::string&)> tell);

// Why to look now, from how long the machine had been suspended since its boot when it was last asked, and now. Nothing
// when it was not suspended, as when the clock was set, or for less than half a minute.
[[nodiscard]] std::optional<std::string> slept(std::chrono::nanoseconds before, std::chrono::nanoseconds now);

}  // namespace dyndns::watch
