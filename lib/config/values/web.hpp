// The web as the configuration speaks of it: where an API is, and how what stands at a provider's URL is to be read.
#pragma once

#include <string>
#include <string_view>

#include "core/provider.hpp"
#include "text/checked.hpp"

namespace dyndns::config {

// For an address that a credential is sent to: https, and no query, since paths are added to it.
[[nodiscard]] text::Checked<std::string> parse_api_url(std::string_view text);

// "text", "scan", "json:/pointer", "line:PREFIX" or "pattern:REGEX".
[[nodiscard]] text::Checked<AnswerFormat> parse_answer_format(std::string_view text);

}  // namespace dyndns::config
