// Whether the providers can ever agree: the quorum is of operators, not of URLs.
#pragma once

#include <optional>
#include <string>

#include "config/values/settings.hpp"

namespace dyndns::config {

[[nodiscard]] bool asks_providers(const Settings& settings);

// A sentence when fewer operators than the quorum can be asked about the family, or nobody but name servers; nothing
// where none is asked.
[[nodiscard]] std::optional<std::string> why_no_quorum(const Settings& settings, Family family);

}  // namespace dyndns::config
