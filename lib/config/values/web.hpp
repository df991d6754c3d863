// The web as the configuration speaks of it: a URL, in one normal spelling, and how what stands there is to be read.
#pragma once

#include <string>
#include <string_view>

#include "config/values/checked.hpp"
#include "core/provider.hpp"

namespace dyndns::config {

struct WebUrl {
  bool is_encrypted = true;  // https
  std::string host;          // lower case, an IPv6 address without its brackets
  std::string text;          // scheme and host in lower case, with a path
};

// Refuses user information (a URL of ours holds no secret), a fragment, and whatever would have to be escaped.
[[nodiscard]] Checked<WebUrl> parse_web_url(std::string_view text);

// For an address that a credential is sent to: https, and no query, since paths are added to it.
[[nodiscard]] Checked<std::string> parse_api_url(std::string_view text);

// "text", "scan", "json:/pointer", "line:PREFIX" or "pattern:REGEX".
[[nodiscard]] Checked<AnswerFormat> parse_answer_format(std::string_view text);

}  // namespace dyndns::config
