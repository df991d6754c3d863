// How often something may happen that others pay for.
#pragma once

#include <algorithm>

#include "core/schedule.hpp"

namespace dyndns::watch {

// `most` at once, and then one every `period`: what is not used is saved up again at that rate.
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
