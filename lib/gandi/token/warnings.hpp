// What a person should be told about a token, before it stops the updates. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "gandi/token/info.hpp"

namespace dyndns::gandi::token {

using Days = std::chrono::duration<int, std::ratio<86400>>;

// The warning that `left` to live calls for, as days before the end: 7 and 1 for every token, and before that once a
// third of its life is left, at most 30; nothing when there is time yet. `length` is what is known of its whole life:
// the longest that it was ever seen to have left. So a token that is first seen late is announced 7 days before its end
// and not sooner, since nobody can tell it from a young one with a short life. `told` is the last warning that was
// given for this token, and is not given again.
[[nodiscard]] std::optional<Days> due_warning(std::chrono::seconds left, std::chrono::seconds length,
                                              std::optional<Days> told);

[[nodiscard]] std::string life_text(std::chrono::seconds left);       // "token expires in 21 days"
[[nodiscard]] std::string expiry_warning(std::chrono::seconds left);  // with what to do about it

// When the token is known to lack domain:tech, without which nothing can be read or written.
[[nodiscard]] std::optional<std::string> scopes_warning(const Info& info);

// When domain:view is all that it is known to lack: whether that matters is not certain (docs/gandi-api.md, Tokens).
[[nodiscard]] std::optional<std::string> scopes_remark(const Info& info);

}  // namespace dyndns::gandi::token
