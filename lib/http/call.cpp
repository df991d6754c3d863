#include "http/call.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/one_line.hpp"

// A build without CMake, such as a checker's, has no version.
#ifndef DYNDNS_VERSION
#define DYNDNS_VERSION "0"
#endif

namespace dyndns::http {
namespace {

constexpr std::size_t longest_quote = 200;

// RFC 9110, section 5.6.2.
bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_character); }

// A tab is the only control character that a value may hold: a line break would begin a header of somebody's choice.
bool is_value_character(char c) { return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f'); }

bool is_value(std::string_view text) { return std::ranges::all_of(text, is_value_character); }

std::string quote(std::string_view text) { return text::in_quotes(text, longest_quote); }

Failure refuse(std::string detail) { return Failure{Fault::refused, std::move(detail)}; }

std::optional<Failure> find_fault(const Request& request) {
  if (!is_token(request.method)) {
    return refuse(quote(request.method) + " is not an HTTP method");
  }
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name)) {
      return refuse(quote(name) + " is not the name of an HTTP header");
    }
    if (!is_value(value)) {
      return refuse("value of the HTTP header " + quote(name) + " holds a line break or another control character");
    }
  }
  return std::nullopt;
}

bool has_body(const Request& request) {
  return !request.body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
}

std::string to_bytes(const Request& request, const url::Url& url) {
  std::string bytes = request.method + " " + url.target + " HTTP/1.1\r\n";
  const auto add = [&bytes](std::string_view name, std::string_view value) {
    bytes.append(name).append(": ").append(value).append("\r\n");
  };
  add("Host", authority(url));
  add("User-Agent", "gandi-dyndnsd/" DYNDNS_VERSION);
  add("Accept", "*/*");
  add("Accept-Encoding", "identity");
  add("Connection", "keep-alive");
  for (const auto& [name, value] : request.headers) {
    add(name, value);
  }
  if (has_body(request)) {
    add("Content-Length", std::to_string(request.body.size()));
  }
  return bytes + "\r\n" + request.body;
}

}  // namespace

Result<Call> prepare_call(const Request& request, Deadline now) {
  auto url = url::parse(request.url);
  if (!url) {
    return refuse(quote(request.url) + " is not an http or https URL: check its spelling");
  }
  if (auto fault = find_fault(request)) {
    return *std::move(fault);
  }
  auto bytes = to_bytes(request, *url);
  return Call{*std::move(url), request.family,        request.method,    std::move(bytes),
              request.timeout, now + request.timeout, request.body_limit};
}

}  // namespace dyndns::http
