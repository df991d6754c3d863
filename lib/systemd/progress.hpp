// Whether the work goes on; and if it stands still, where.
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "core/schedule.hpp"

namespace dyndns::systemd {

// What is under way, and when it will be over at the latest. Until the first word, nothing is overdue.
class Progress {
 public:
  // How late anything may be before something is wrong.
  static constexpr std::chrono::minutes grace{1};

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

}  // namespace dyndns::systemd
