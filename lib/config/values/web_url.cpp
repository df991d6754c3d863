#include "config/values/web_url.hpp"

#include "config/values/domain_name.hpp"
#include "core/address.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_url = 2048;

bool is_hex(char c) { return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos; }

// RFC 3986's path and query, already escaped where they must be.
bool is_target(std::string_view text) {
  constexpr std::string_view allowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%";
  for (auto escape = text.find('%'); escape != std::string_view::npos; escape = text.find('%', escape + 1)) {
    if (escape + 2 >= text.size() || !is_hex(text[escape + 1]) || !is_hex(text[escape + 2])) {
      return false;
    }
  }
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

// Takes "[::1]" or "example.com" from the front of "host:port"; nothing of it when it is neither.
std::string take_host(std::string_view& authority) {
  if (!authority.starts_with('[')) {
    const auto host = authority.substr(0, authority.find(':'));
    authority.remove_prefix(host.size());
    return is_host_name(host) ? std::string(host) : std::string();
  }
  const auto end = authority.find(']');
  if (end == std::string_view::npos) {
    return {};
  }
  const auto address = Address::parse(authority.substr(1, end - 1));
  authority.remove_prefix(end + 1);
  return address && address->family() == Family::ipv6 ? address->to_string() : std::string();
}

// "host:port" with the rest of the URL still empty.
Checked<WebUrl> parse_authority(const std::string& scheme, const std::string& authority) {
  if (authority.find('@') != std::string::npos) {
    return wrong("must hold no user name or password");
  }
  std::string_view port = authority;
  WebUrl url{scheme == "https", take_host(port), scheme + "://" + authority};
  if (url.host.empty()) {
    return wrong("must name a host, such as https://example.com/ip");
  }
  if (!port.empty() && (port[0] != ':' || !text::port_number(port.substr(1)))) {
    return wrong("must have a port between 1 and 65535, if any");
  }
  return url;
}

}  // namespace

Checked<WebUrl> parse_web_url(std::string_view text) {
  if (text.size() > longest_url) {
    return wrong("is longer than " + std::to_string(longest_url) + " characters");
  }
  const auto scheme = text::lower_case(text.substr(0, text.find("://")));
  if (scheme.size() == text.size() || (scheme != "https" && scheme != "http")) {
    return wrong("must be a URL that begins with https:// or http://");
  }
  auto rest = text.substr(scheme.size() + 3);
  if (rest.find('#') != std::string_view::npos) {
    return wrong("must have no fragment ('#...'), which is never sent");
  }
  const auto authority = text::lower_case(rest.substr(0, rest.find_first_of("/?")));
  rest.remove_prefix(authority.size());
  auto parsed = parse_authority(scheme, authority);
  if (!parsed) {
    return parsed;
  }
  if (!is_target(rest)) {
    return wrong("holds a character that must be escaped in a URL");
  }
  WebUrl url = *std::move(parsed);
  url.text += rest.starts_with('/') ? std::string(rest) : '/' + std::string(rest);
  return url;
}

Checked<std::string> parse_api_url(std::string_view text) {
  auto url = parse_web_url(text);
  if (!url) {
    return url.error();
  }
  if (!url->is_encrypted) {
    return wrong("must be https: a credential is sent there");
  }
  if (url->text.find('?') != std::string::npos) {
    return wrong("must have no query ('?...')");
  }
  return std::move(url->text);
}

}  // namespace dyndns::config
