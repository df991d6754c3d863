// How much is logged, and who decides it: the command line, then the environment, then the configuration.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/reading/node.hpp"
#include "config/reading/surroundings.hpp"
#include "core/event.hpp"

namespace dyndns::config {

// In any case; the predecessor's WARNING, CRITICAL and FATAL are understood.
[[nodiscard]] std::optional<Level> parse_log_level(std::string_view text);

// `option` is --log-level, empty when not said. Only the one that decides is judged, and the configuration always.
[[nodiscard]] Level read_log_level(const std::string& option, const std::optional<Node>& configured,
                                   const Surroundings& around);

}  // namespace dyndns::config
