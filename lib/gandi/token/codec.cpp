#include <boost/json.hpp>
#include <cstdint>
#include <utility>

#include "gandi/limits.hpp"
#include "gandi/token/tokeninfo.hpp"

namespace dyndns::gandi {
namespace {

namespace json = boost::json;

std::optional<json::object> parse(std::string_view body) {
  json::parse_options options;
  options.max_depth = limits::answer_depth;
  boost::system::error_code error;
  auto value = json::parse(body, error, {}, options);
  return error || !value.is_object() ? std::nullopt : std::optional(std::move(value.get_object()));
}

std::optional<std::chrono::seconds> expires_in(const json::object& object) {
  constexpr std::int64_t century = 100LL * 366 * 24 * 3600;
  const auto* const found = object.if_contains("expires_in");
  if (found == nullptr || !found->is_number()) {
    return std::nullopt;
  }
  boost::system::error_code error;
  const auto seconds = found->to_number<std::int64_t>(error);
  const bool fits = !error && seconds >= -century && seconds <= century;
  return fits ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
}

std::optional<std::vector<std::string>> scopes(const json::object& object) {
  const auto* const found = object.if_contains("scope");
  const auto* const array = found == nullptr ? nullptr : found->if_array();
  if (array == nullptr) {
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const auto& scope : *array) {
    if (const auto* const text = scope.if_string()) {
      texts.emplace_back(*text);
    }
  }
  return texts;
}

std::string name(const json::object& object) {
  const auto* const found = object.if_contains("pat_name");
  const auto* const text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::string() : std::string(*text);
}

}  // namespace

Result<TokenInfo> parse_tokeninfo(std::string_view body) {
  const auto object = parse(body);
  const auto left = object ? expires_in(*object) : std::nullopt;
  if (!left) {
    return Failure{Fault::malformed,
                   "could not read in Gandi's answer when the token expires; check 'tokeninfo', else please report "
                   "this as a bug"};
  }
  return TokenInfo{*left, scopes(*object), name(*object)};
}

}  // namespace dyndns::gandi
