// Keeps systemd's watchdog from biting for as long as the work makes progress.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "ports/clock.hpp"
#include "ports/supervisor.hpp"

namespace dyndns::systemd {

// What is under way, and when it will be over at the latest. Until the first word, nothing is overdue.
class Progress {
 public:
  // How late anything may be before something is wrong.
  static constexpr std::chrono::minutes grace = std::chrono::minutes(1);

  // In place of whatever was expected before. `what` is under way: "waiting for the next round".
  void begin(std::string what, SteadyTime by) {
    what_ = std::move(what);
    by_ = by;
    is_step_ = false;
  }

  // In place of what has begun, and beside other steps: of these, what may take longest counts.
  void step(std::string what, SteadyTime by) {
    if (!is_step_ || by > by_) {
      begin(std::move(what), by);
      is_step_ = true;
    }
  }

  [[nodiscard]] bool is_overdue(SteadyTime now) const { return by_ < now - grace; }
  [[nodiscard]] const std::string& what() const { return what_; }
  [[nodiscard]] SteadyTime by() const { return by_; }

 private:
  std::string what_;
  SteadyTime by_ = SteadyTime::max();
  bool is_step_ = false;
};

// Within what time systemd wants to hear from this process (WATCHDOG_USEC, WATCHDOG_PID); zero when it does not. At
// most a day.
[[nodiscard]] std::chrono::microseconds watchdog_period();

// Says supervisor.alive() every half period until cancelled. Silence is what makes systemd restart us, and there are
// two ways to it: a blocked event loop, since this runs on it, and work that stands still, since then the progress is
// overdue. The latter is told by `on_stuck`, once each time. A period of zero: returns at once.
[[nodiscard]] Task<void> watch(Clock& clock, Supervisor& supervisor, const Progress& progress,
                               std::chrono::microseconds period, std::function<void()> on_stuck);

}  // namespace dyndns::systemd
