// Where an answer sends whoever asked. Pure: whether to go there is for those who asked to decide.
#pragma once

#include <optional>
#include <string_view>

#include "http/url.hpp"

namespace dyndns::http {

// 301, 302, 303, 307, 308: a GET may be repeated at the Location that the answer names (RFC 9110, section 15.4).
[[nodiscard]] bool is_redirect(unsigned status);

// What a Location means in the answer to `from` (RFC 3986, section 5.2), without its fragment, which is never sent.
// Nothing when that is no URL such as parse_url() takes: of another scheme, with user information, too long.
[[nodiscard]] std::optional<Url> resolve(std::string_view location, const Url& from);

}  // namespace dyndns::http
