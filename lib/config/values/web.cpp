#include "config/values/web.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "config/values/names.hpp"
#include "core/address.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_url = 2048;
constexpr std::size_t longest_pattern = 500;
constexpr int pattern_memory = 1 << 20;  // bytes that RE2 may spend on one pattern

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

// RFC 6901: empty, or steps that each begin with a slash; a tilde is followed by 0 or 1.
bool is_pointer(std::string_view text) {
  if (!text.empty() && text[0] != '/') {
    return false;
  }
  for (auto tilde = text.find('~'); tilde != std::string_view::npos; tilde = text.find('~', tilde + 1)) {
    if (tilde + 1 == text.size() || (text[tilde + 1] != '0' && text[tilde + 1] != '1')) {
      return false;
    }
  }
  return true;
}

Checked<AnswerFormat> parse_pattern(std::string_view text) {
  if (text.size() > longest_pattern) {
    return wrong("the pattern is longer than " + std::to_string(longest_pattern) + " bytes");
  }
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(pattern_memory);
  const re2::RE2 regex(re2::StringPiece(text.data(), text.size()), options);
  if (!regex.ok()) {
    return wrong("the pattern is no regular expression of RE2: " + regex.error());
  }
  if (regex.NumberOfCapturingGroups() < 1) {
    return wrong("the pattern must have a group, (...), around the address");
  }
  return AnswerFormat(PatternFormat{std::string(text)});
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

Checked<AnswerFormat> parse_answer_format(std::string_view text) {
  const auto name = text.substr(0, text.find(':'));
  const auto argument = text.substr(std::min(name.size() + 1, text.size()));
  if (text == "text") {
    return AnswerFormat(TextFormat{});
  }
  if (text == "scan") {
    return AnswerFormat(ScanFormat{});
  }
  if (text.starts_with("json:")) {
    if (!is_pointer(argument)) {
      return wrong(text::in_quotes(argument) + " is no JSON pointer such as '/ip' (RFC 6901)");
    }
    return AnswerFormat(JsonFormat{std::string(argument)});
  }
  if (text.starts_with("line:") && !argument.empty()) {
    return AnswerFormat(LineFormat{std::string(argument)});
  }
  if (text.starts_with("pattern:")) {
    return parse_pattern(argument);
  }
  return wrong("must be 'text', 'json:/POINTER', 'line:PREFIX', 'pattern:REGEX' or 'scan', not " +
               text::in_quotes(text));
}

}  // namespace dyndns::config
