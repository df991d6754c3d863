// How a provider's answer is to be read, as providers.json says it.
#pragma once

#include <string_view>

#include "config/values/remarks.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// "text", "scan", "json:/pointer", "line:PREFIX" or "pattern:REGEX".
[[nodiscard]] Checked<AnswerFormat> parse_answer_format(std::string_view text);

}  // namespace dyndns::config
