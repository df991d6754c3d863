// Keeps systemd's watchdog from biting for as long as the work makes progress.
#pragma once

#include <chrono>
#include <functional>

#include "ports/clock.hpp"
#include "ports/supervisor.hpp"
#include "systemd/progress.hpp"

namespace dyndns::systemd {

// Within what time systemd wants to hear from this process (WATCHDOG_USEC, WATCHDOG_PID); zero when it does not. At
// most a day.
[[nodiscard]] std::chrono::microseconds watchdog_period();

// Says supervisor.alive() every half period until cancelled. Silence is what makes systemd restart us, and there are
// two ways to it: a blocked event loop, since this runs on it, and work that stands still, since then the progress is
// overdue. The latter is told by `on_stuck`, once each time. A period of zero: returns at once.
[[nodiscard]] Task<void> watch(Clock& clock, Supervisor& supervisor, const Progress& progress,
                               std::chrono::microseconds period, std::function<void()> on_stuck);

}  // namespace dyndns::systemd
