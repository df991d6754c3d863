// Where an answer sends whoever asked. Pure: whether to go there is for those who asked to decide.
#pragma once

#include <optional>
#include <string_view>

#include "url/url.hpp"

namespace dyndns::url {

// What a Location means in the answer to `from` (RFC 3986, section 5.2), without its fragment, which is never sent.
// Nothing when that is no URL such as parse() takes: of another scheme, with user information, too long.
[[nodiscard]] std::optional<Url> resolve(std::string_view location, const Url& from);

}  // namespace dyndns::url
