// What a person should be told about a token, before it stops the updates. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gandi/token/tokeninfo.hpp"

namespace dyndns::gandi {

using Days = std::chrono::duration<int, std::ratio<86400>>;

// The warning that `left` to live calls for: the smallest of 30, 7 and 1 days that is not less; nothing when there is
// time yet. `told` is the last one that was given for this token, and is not given again.
[[nodiscard]] std::optional<Days> due_warning(std::chrono::seconds left, std::optional<Days> told);

[[nodiscard]] std::string describe_life(std::chrono::seconds left);  // "token expires in 214 days"
// "token expires in 6 days; make a new token ..."
[[nodiscard]] std::string describe_expiry(std::chrono::seconds left);

// Which of domain:view and domain:tech, without which nothing can be read or written, the token is known to lack.
[[nodiscard]] std::vector<std::string_view> missing_scopes(const TokenInfo& info);

// Nothing when none is missing.
[[nodiscard]] std::optional<std::string> describe_missing_scopes(const TokenInfo& info);

}  // namespace dyndns::gandi
