// The memory of a run that has no folder to keep it in.
#pragma once

#include <memory>

#include "ports/memory.hpp"

namespace dyndns::state {

// Forgets everything at the end; never fails.
[[nodiscard]] std::unique_ptr<Memory> make_memory_ram();

}  // namespace dyndns::state
