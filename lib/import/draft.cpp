#include "import/draft.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>

#include "config/values/secret_text.hpp"
#include "config/values/time_span.hpp"
#include "text/one_line.hpp"

namespace dyndns::imports {

namespace {

constexpr std::size_t longest_key = 400;  // bytes: a note is shortened only after it was searched for credentials

}  // namespace

void Draft::leave_out(const std::string& place, std::string_view key, std::span<const Hint> hints) {
  const auto hint = std::ranges::find(hints, key, &Hint::key);
  const auto what = text::in_quotes(key, longest_key) + " has no counterpart and is left out";
  note(place, hint == hints.end() ? what : what + ": " + std::string(hint->instead));
}

std::size_t Draft::keep_secret(const std::string& text, const std::string& place) {
  secrets.push_back({{config::CredentialKind::api_key, Secret(text)}, place});
  return secrets.size() - 1;
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    all.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::string quoted(std::string_view text) { return boost::json::serialize(boost::json::value(text)); }

std::string object(std::string_view key, std::string_view text) {
  return "{" + quoted(key) + ": " + quoted(text) + "}";
}

std::string shown_name(std::string_view name) {
  return config::looks_like_secret(name) ? "a name" : text::in_quotes(name, longest_key);
}

std::optional<double> seconds(std::string_view text) {
  const auto read = config::parse_time_span(text);
  return read ? std::optional(static_cast<double>(read->count()) / 1000) : std::nullopt;
}

std::optional<std::string> span(std::string_view text, double most) {
  const auto read = config::parse_time_span(text);
  if (!read || *read < std::chrono::seconds(1)) {
    return std::nullopt;
  }
  const auto longest = std::chrono::milliseconds(static_cast<std::int64_t>(most * 1000));
  return quoted(config::span_text(std::min(*read, longest)));
}

}  // namespace dyndns::imports
