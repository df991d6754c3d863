// Reasons to begin a round early: the network changed, and our public address perhaps with it, or the machine was
// suspended. Each watcher calls `on_reason` with the reason in words until it is cancelled.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "ports/clock.hpp"
#include "watch/network.hpp"

namespace dyndns::watch {

using OnReason = std::function<void(const std::string&)>;

// Changes come in bursts: one call for all that happens within half a second of the first. A network that keeps
// changing brings three calls, and then one a minute, since each of them costs several providers an answer; what
// happens meanwhile is not lost, but a change that was undone is none.
[[nodiscard]] Task<void> watch_link(Network& network, Clock& clock, OnReason on_reason);

// The steady clock stood still while the machine was suspended, so that a round which was due is late, and the world
// may have changed. Returns at once where the kernel cannot tell (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET).
[[nodiscard]] Task<void> watch_resume(OnReason on_reason);

// The second reason, from how long the machine had been suspended since its boot when it was last asked, and now.
// Nothing when it was not suspended, as when the clock was set, or for less than half a minute.
[[nodiscard]] std::optional<std::string> slept(std::chrono::nanoseconds before, std::chrono::nanoseconds now);

// How often something may happen that others pay for: `most` at once, and then one every `period`. What is not used is
// saved up again at that rate.
class Ration {
 public:
  Ration(int most, SteadyTime::duration period) : most_(most), period_(period) {}

  // Not before then.
  [[nodiscard]] SteadyTime next() const { return full_at_ - (most_ - 1) * period_; }
  void take(SteadyTime now) { full_at_ = std::max(full_at_, now) + period_; }

 private:
  int most_;
  SteadyTime::duration period_;
  SteadyTime full_at_{};
};

}  // namespace dyndns::watch
