#include "state/memory/memory_ram.hpp"

namespace dyndns::state {
namespace {

class MemoryRam final : public Memory {
 public:
  Result<State> load() override { return state_; }
  Result<void> store(const State& state) override {
    state_ = state;
    return {};
  }

 private:
  State state_;
};

}  // namespace

std::unique_ptr<Memory> make_memory_ram() { return std::make_unique<MemoryRam>(); }

}  // namespace dyndns::state
