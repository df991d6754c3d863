// Time, as the program is told it.
#pragma once

#include "core/schedule.hpp"
#include "core/state.hpp"
#include "ports/task.hpp"

namespace dyndns {

class Clock {
 public:
  virtual ~Clock() = default;

  [[nodiscard]] virtual SteadyTime steady() const = 0;  // since the boot; stands still while suspended
  [[nodiscard]] virtual WallTime wall() const = 0;      // what people and files call the time
  // Returns at once when `when` has passed.
  [[nodiscard]] virtual Task<void> sleep_until(SteadyTime when) = 0;
};

}  // namespace dyndns
