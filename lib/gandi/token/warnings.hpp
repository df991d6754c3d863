// What a person should be told about a token, before it stops the updates. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gandi/token/info.hpp"

namespace dyndns::gandi::token {

using Days = std::chrono::duration<int, std::ratio<86400>>;

// The warning that `left` to live calls for: the smallest of 30, 7 and 1 days that is not less; nothing when there is
// time yet. `told` is the last one that was given for this token, and is not given again.
[[nodiscard]] std::optional<Days> due_warning(std::chrono::seconds left, std::optional<Days> told);

[[nodiscard]] std::string life_text(std::chrono::seconds left);       // "token expires in 214 days"
[[nodiscard]] std::string expiry_warning(std::chrono::seconds left);  // with what to do about it

// Which of domain:view and domain:tech, without which nothing can be read or written, the token is known to lack.
[[nodiscard]] std::vector<std::string_view> missing_scopes(const Info& info);

// Nothing when none is missing.
[[nodiscard]] std::optional<std::string> scopes_warning(const Info& info);

}  // namespace dyndns::gandi::token
