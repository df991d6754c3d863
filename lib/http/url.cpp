#include "http/url.hpp"

#include <algorithm>
#include <utility>

#include "core/address.hpp"
#include "text/words.hpp"

namespace dyndns::http {
namespace {

constexpr std::size_t longest_url = 2048;
constexpr std::size_t longest_host = 253;  // RFC 1035 as text
constexpr std::size_t longest_label = 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What stands before `end` is cut off `text` and returned, `end` with it.
std::optional<std::string_view> cut_before(std::string_view& text, std::string_view end) {
  const auto at = text.find(end);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const auto before = text.substr(0, at);
  text.remove_prefix(at + end.size());
  return before;
}

std::optional<bool> parse_scheme(std::string_view& text) {
  const auto scheme = text::lower_case(cut_before(text, "://").value_or(""));
  if (scheme != "http" && scheme != "https") {
    return std::nullopt;
  }
  return scheme == "https";
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
}

bool is_host_name(std::string_view host) {
  if (host.size() > longest_host) {
    return false;
  }
  while (const auto label = cut_before(host, ".")) {
    if (!is_label(*label)) {
      return false;
    }
  }
  return is_label(host);
}

std::optional<std::string> parse_bracketed(std::string_view& authority) {
  authority.remove_prefix(1);
  const auto inside = cut_before(authority, "]");
  const auto address = inside ? Address::parse(*inside) : std::nullopt;
  if (!address || address->family() != Family::ipv6) {
    return std::nullopt;
  }
  return text::lower_case(*inside);
}

// Leaves the port with its colon in `authority`.
std::optional<std::string> parse_host(std::string_view& authority) {
  if (authority.starts_with('[')) {
    return parse_bracketed(authority);
  }
  const auto host = authority.substr(0, authority.find(':'));
  authority.remove_prefix(host.size());
  return is_host_name(host) ? std::optional(text::lower_case(host)) : std::nullopt;
}

std::uint16_t default_port(bool tls) { return tls ? 443 : 80; }

std::optional<std::uint16_t> parse_port(std::string_view text, bool tls) {
  if (text.empty()) {
    return default_port(tls);
  }
  return text::port_number(text.substr(1));
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

std::optional<Url> parse_url(std::string_view text) {
  if (text.size() > longest_url) {
    return std::nullopt;
  }
  const auto tls = parse_scheme(text);
  if (!tls) {
    return std::nullopt;
  }
  auto authority = text.substr(0, text.find_first_of("/?"));
  const auto target = text.substr(authority.size());
  auto host = parse_host(authority);
  const auto port = authority.empty() || authority.front() == ':' ? parse_port(authority, *tls) : std::nullopt;
  if (!host || !port || !is_target(target)) {
    return std::nullopt;
  }
  std::string whole_target = target.starts_with('/') ? "" : "/";
  whole_target += target;
  return Url{*tls, *std::move(host), *port, std::move(whole_target)};
}

std::string authority(const Url& url) {
  const bool is_ipv6 = url.host.find(':') != std::string::npos;
  const auto host = is_ipv6 ? "[" + url.host + "]" : url.host;
  return url.port == default_port(url.tls) ? host : host + ":" + std::to_string(url.port);
}

std::string to_string(const Url& url) { return (url.tls ? "https://" : "http://") + authority(url) + url.target; }

}  // namespace dyndns::http
