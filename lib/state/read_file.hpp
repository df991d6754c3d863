// A whole file as text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/failure.hpp"

namespace dyndns::state {

// Nothing when there is no such file. Malformed when it is longer than `limit` bytes or not an ordinary file; else as
// file_failure.
[[nodiscard]] Result<std::optional<std::string>> read_file(const std::string& path, std::size_t limit);

}  // namespace dyndns::state
