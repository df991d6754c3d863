// The parts of an http or https URL (RFC 3986, without user information: a URL of ours holds no secret).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dyndns::http {

struct Url {
  bool tls = true;
  std::string host;  // lower case, an IPv6 address without its brackets
  std::uint16_t port = 443;
  std::string target;  // path and query as they are sent, at least "/"
};

// Nothing when the text is no such URL, holds a character that must be escaped, or is longer than 2048.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);

// As it stands in the Host header: the port only when it is not the scheme's own.
[[nodiscard]] std::string authority(const Url& url);

// What parse_url() makes the same Url of.
[[nodiscard]] std::string to_string(const Url& url);

}  // namespace dyndns::http
