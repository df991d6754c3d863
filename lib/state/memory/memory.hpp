// What is remembered between rounds: in a file, or for the length of this run.
#pragma once

#include <memory>
#include <string>

#include "ports/memory.hpp"

namespace dyndns::state {

// Keeps DIR/state.json, mode 0600, so that a restart need not ask Gandi again; the folder must exist. A file that
// cannot be understood is malformed, with its path: go on with an empty state, and the next store() replaces it.
[[nodiscard]] std::unique_ptr<Memory> make_memory_file(const std::string& dir);

// For a run that has no folder to keep it in: forgets everything at the end, never fails.
[[nodiscard]] std::unique_ptr<Memory> make_memory_ram();

}  // namespace dyndns::state
