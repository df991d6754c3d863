#include "url/url.hpp"

#include <algorithm>
#include <utility>

#include "core/address.hpp"
#include "text/words.hpp"

namespace dyndns::url {
namespace {

constexpr std::size_t longest_url = 2048;
constexpr std::size_t longest_host = 253;  // RFC 1035 as text
constexpr std::size_t longest_label = 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
}

// The host as it stands in an authority, with brackets around an IPv6 address.
std::string_view host_part(std::string_view authority) {
  const auto bracket = authority.starts_with('[') ? authority.find(']') : std::string_view::npos;
  return authority.substr(0, bracket != std::string_view::npos ? bracket + 1 : authority.find(':'));
}

// Empty: it is none.
std::string parse_host(std::string_view text) {
  if (!text.starts_with('[')) {
    return is_host_name(text) ? text::lower_case(text) : std::string();
  }
  const auto address = text.ends_with(']') ? Address::parse(text.substr(1, text.size() - 2)) : std::nullopt;
  return address && address->family() == Family::ipv6 ? address->to_string() : std::string();
}

std::uint16_t default_port(bool tls) { return tls ? 443 : 80; }

std::optional<std::uint16_t> parse_port(std::string_view text, bool tls) {
  if (text.empty()) {
    return default_port(tls);
  }
  return text.front() == ':' ? text::port_number(text.substr(1)) : std::nullopt;
}

bool is_target_character(char c) {
  return is_alphanumeric(c) || std::string_view("-._~!$&'()*+,;=:@/?").find(c) != std::string_view::npos;
}

bool is_target(std::string_view text) {
  while (!text.empty()) {
    if (text.front() == '%') {
      if (text.size() < 3 || !is_hex(text[1]) || !is_hex(text[2])) {
        return false;
      }
      text.remove_prefix(3);
    } else if (is_target_character(text.front())) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_host_name(std::string_view text) {
  if (text.size() > longest_host) {
    return false;
  }
  for (auto dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
    if (!is_label(text.substr(0, dot))) {
      return false;
    }
    text.remove_prefix(dot + 1);
  }
  return is_label(text);
}

text::Checked<Url> parse(std::string_view text) {
  if (text.size() > longest_url) {
    return text::wrong("is longer than " + std::to_string(longest_url) + " characters");
  }
  const auto scheme = text::lower_case(text.substr(0, text.find("://")));
  const bool tls = scheme == "https";
  if (scheme.size() == text.size() || (!tls && scheme != "http")) {
    return text::wrong("must be a URL that begins with https:// or http://");
  }
  text.remove_prefix(scheme.size() + 3);
  if (text.find('#') != std::string_view::npos) {
    return text::wrong("must have no fragment ('#...'), which is never sent");
  }
  const auto authority = text.substr(0, text.find_first_of("/?"));
  if (authority.find('@') != std::string_view::npos) {
    return text::wrong("must hold no user name or password");
  }
  auto host = parse_host(host_part(authority));
  if (host.empty()) {
    return text::wrong("must name a host, such as https://example.com/ip");
  }
  const auto port = parse_port(authority.substr(host_part(authority).size()), tls);
  if (!port) {
    return text::wrong("must have a port between 1 and 65535, if any");
  }
  const auto target = text.substr(authority.size());
  if (!is_target(target)) {
    return text::wrong("holds a character that must be escaped in a URL");
  }
  return Url{tls, std::move(host), *port, (target.starts_with('/') ? "" : "/") + std::string(target)};
}

std::string authority(const Url& url) {
  const bool is_ipv6 = url.host.find(':') != std::string::npos;
  const auto host = is_ipv6 ? "[" + url.host + "]" : url.host;
  return url.port == default_port(url.tls) ? host : host + ":" + std::to_string(url.port);
}

std::string to_string(const Url& url) { return (url.tls ? "https://" : "http://") + authority(url) + url.target; }

}  // namespace dyndns::url
