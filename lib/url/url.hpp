// The parts of an http or https URL (RFC 3986), and one normal spelling of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/checked.hpp"

namespace dyndns::url {

struct Url {
  bool tls = true;
  std::string host;  // lower case, an IPv6 address without its brackets and as Address writes it
  std::uint16_t port = 443;
  std::string target;  // path and query as they are sent, at least "/"
};

// Refuses user information (a URL of ours holds no secret), a fragment, what would have to be escaped, and more than
// 2048 characters.
[[nodiscard]] text::Checked<Url> parse(std::string_view text);

// As it stands in the Host header: the port only when it is not the scheme's own.
[[nodiscard]] std::string authority(const Url& url);

// The normal spelling: what parse() makes the same Url of.
[[nodiscard]] std::string to_string(const Url& url);

// What may stand in a URL beside an address: labels of letters, digits, hyphens and underscores (RFC 1035's lengths).
[[nodiscard]] bool is_host_name(std::string_view text);

}  // namespace dyndns::url
