// Times as files hold them: "2026-11-23T13:05:09Z", the UTC form of RFC 3339, by the second.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/state.hpp"

namespace dyndns::state {

[[nodiscard]] std::string to_rfc3339(WallTime time);  // of the years 0 to 9999

// Reads exactly what to_rfc3339 writes: no fractions, no other offset, no leap second.
[[nodiscard]] std::optional<WallTime> parse_rfc3339(std::string_view text);

}  // namespace dyndns::state
