// The memory in a file, so that a restart need not ask Gandi again.
#pragma once

#include <memory>
#include <string>

#include "ports/memory.hpp"

namespace dyndns::state {

// Keeps DIR/state.json, mode 0600; the folder must exist. A file that cannot be understood is malformed, with its path:
// go on with an empty state, and the next store() replaces it.
[[nodiscard]] std::unique_ptr<Memory> make_memory_file(const std::string& dir);

}  // namespace dyndns::state
