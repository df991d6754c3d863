#include "gandi/failure.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <utility>

#include "gandi/limits.hpp"
#include "text/discreet.hpp"
#include "text/one_line.hpp"

namespace dyndns::gandi {
namespace {

struct Meaning {
  Fault fault;
  std::string_view outcome;
  std::string_view remedy;  // empty where a person can do nothing
};

Meaning meaning_of(unsigned status) {
  switch (status) {
    case 401:
      return {Fault::denied, "does not accept the credential", "check that it is complete and has not expired"};
    case 403:
      return {Fault::denied, "denies access", "check which domains and rights the credential has"};
    case 404:
      return {Fault::missing, "cannot find what was asked for", "check 'domains' and 'endpoint'"};
    case 429:
      return {Fault::throttled, "asks for fewer requests", ""};
    default:
      break;
  }
  if (status >= 500) {
    return {Fault::unavailable, "has a fault of its own", ""};
  }
  if (status >= 400) {
    return {Fault::refused, "refuses the request", "check 'endpoint', and if it is right please report this as a bug"};
  }
  if (status >= 300) {
    return {Fault::refused, "answers with a redirect, which is not followed", "check 'endpoint'"};
  }
  return {Fault::malformed, "gives an unexpected answer", "check 'endpoint'"};
}

std::string header(const http::Response& response, const std::string& name) {
  const auto found = response.headers.find(name);
  return found == response.headers.end() ? std::string() : found->second;
}

std::optional<std::chrono::sys_seconds> parse_date(const std::string& text) {
  std::tm fields{};
  const auto* const end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &fields);
  if (end == nullptr || *end != '\0') {
    return std::nullopt;
  }
  const auto day = std::chrono::year(fields.tm_year + 1900) / (fields.tm_mon + 1) / fields.tm_mday;
  return std::chrono::sys_days(day) + std::chrono::hours(fields.tm_hour) + std::chrono::minutes(fields.tm_min) +
         std::chrono::seconds(fields.tm_sec);
}

std::optional<std::chrono::seconds> parse_seconds(std::string_view text) {
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || end != text.data() + text.size() || error == std::errc::invalid_argument) {
    return std::nullopt;
  }
  return error == std::errc::result_out_of_range ? limits::retry_after : std::chrono::seconds(seconds);
}

}  // namespace

Failure http_failure(const http::Response& response, std::string_view said, const Secret& secret) {
  const auto [fault, outcome, remedy] = meaning_of(response.status);
  Failure failure{fault, "Gandi " + std::string(outcome) + with_status(response, said, secret)};
  failure.detail += remedy.empty() ? "" : "; " + std::string(remedy);
  if (fault == Fault::throttled || fault == Fault::unavailable) {
    failure.retry_after = retry_after(response);
  }
  return failure;
}

Failure not_an_address(const RrsetKey& key, std::string_view value) {
  return {Fault::malformed, "the " + std::string(to_string(key.type)) + " record of '" + host_name(key) + "' holds '" +
                                excerpt(value, {}) + "', which is not an " +
                                std::string(to_string(family_of(key.type))) + " address; correct it at Gandi"};
}

std::optional<std::chrono::seconds> retry_after(const http::Response& response) {
  const auto text = header(response, "retry-after");
  auto wait = parse_seconds(text);
  if (!wait) {
    const auto until = parse_date(text);
    const auto sent = parse_date(header(response, "date"));
    if (!until || !sent) {
      return std::nullopt;
    }
    wait = *until - *sent;
  }
  return std::clamp(*wait, std::chrono::seconds(0), limits::retry_after);
}

std::string_view plain_text(const http::Response& response) {
  const std::string_view body = response.body;
  const auto start = body.find_first_not_of(" \t\r\n");
  return start == std::string_view::npos || body[start] == '<' ? std::string_view() : body;
}

std::string excerpt(std::string_view text, const Secret& secret) {
  constexpr std::size_t looked_at = 4096;  // bytes: by far enough to fill an excerpt
  auto line = text::one_line(text.substr(0, looked_at), std::string::npos);
  const auto word = text::one_line(secret.reveal(), std::string::npos);
  // Before it is cut to its length: half a secret would not be found, which is why what may be one goes from its end.
  line = text::struck_out(std::move(line), word, "[secret]");
  if (text.size() > looked_at) {
    line.resize(line.size() - std::min(line.size(), word.size()));
  }
  return text::one_line(line, limits::excerpt_length);
}

std::string with_quote(const std::string& what, std::string_view said, const Secret& secret) {
  const auto quote = excerpt(said, secret);
  return " (" + what + (quote.empty() ? ")" : ": '" + quote + "')");
}

std::string with_status(const http::Response& response, std::string_view said, const Secret& secret) {
  return with_quote("HTTP " + std::to_string(response.status), said, secret);
}

}  // namespace dyndns::gandi
