// A credential as text: what it must look like, and what it looks like it is. No message ever repeats it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/values/settings.hpp"
#include "core/secret.hpp"
#include "text/checked.hpp"

namespace dyndns::config {

// One line of printable ASCII without spaces; white space around it is dropped.
[[nodiscard]] text::Checked<Secret> parse_secret(std::string_view text);

// A sentence when the credential is probably one of the other kind.
[[nodiscard]] std::optional<std::string> probable_mix_up(const Credential& credential, Api api);

// True when a text that should be a path is rather a credential: long or with a token's prefix, and without a slash or
// a dot. Not every credential looks like one.
[[nodiscard]] bool looks_like_secret(std::string_view text);

}  // namespace dyndns::config
