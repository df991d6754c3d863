// Keeps systemd's watchdog from biting for as long as the work makes progress.
#pragma once

#include <chrono>

#include "ports/clock.hpp"
#include "ports/supervisor.hpp"

namespace dyndns::systemd {

// When the work will be heard of again at the latest. At the start of a round, that is the round's bound; at its end,
// the next round's time and some more. Until the first word, nothing is overdue.
class Progress {
 public:
  void expect_by(SteadyTime when) { expected_ = when; }
  [[nodiscard]] bool is_overdue(SteadyTime now) const { return now > expected_; }

 private:
  SteadyTime expected_ = SteadyTime::max();
};

// Within what time systemd wants to hear from this process (WATCHDOG_USEC, WATCHDOG_PID); zero when it does not. At
// most a day.
[[nodiscard]] std::chrono::microseconds watchdog_period();

// Says supervisor.alive() every half period until cancelled. Silence is what makes systemd restart us, and there are
// two ways to it: a blocked event loop, since this runs on it, and a round that neither ends nor fails, since then the
// progress is overdue. A period of zero: returns at once.
[[nodiscard]] Task<void> watch(Clock& clock, Supervisor& supervisor, const Progress& progress,
                               std::chrono::microseconds period);

}  // namespace dyndns::systemd
