// The time of the machine.
#pragma once

#include "ports/clock.hpp"

namespace dyndns::daemon {

class RealClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime steady() const override;
  [[nodiscard]] WallTime wall() const override;
  [[nodiscard]] Task<void> sleep_until(SteadyTime when) override;
};

}  // namespace dyndns::daemon
