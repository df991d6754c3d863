// A memory whose disk can be full.
#pragma once

#include <optional>

#include "ports/memory.hpp"

namespace dyndns::fakes {

class FakeMemory final : public Memory {
 public:
  [[nodiscard]] Result<State> load() override { return stored; }
  [[nodiscard]] Result<void> store(const State& state) override {
    ++stores;
    if (trouble) {
      return *trouble;
    }
    stored = state;
    return {};
  }

  State stored;
  unsigned stores = 0;  // tried, in vain or not
  std::optional<Failure> trouble;
};

}  // namespace dyndns::fakes
