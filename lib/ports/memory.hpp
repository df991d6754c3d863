// What outlives a round.
#pragma once

#include "core/failure.hpp"
#include "core/state.hpp"

namespace dyndns {

class Memory {
 public:
  virtual ~Memory() = default;

  [[nodiscard]] virtual Result<State> load() = 0;                    // an empty state when there is none yet
  [[nodiscard]] virtual Result<void> store(const State& state) = 0;  // all or nothing
};

}  // namespace dyndns
