#include <boost/json.hpp>
#include <cstdint>

#include "gandi/json.hpp"
#include "gandi/token/info.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::token {
namespace {

namespace json = boost::json;

std::optional<std::chrono::seconds> expires_in(const json::object& object) {
  constexpr std::int64_t century = 100LL * 366 * 24 * 3600;
  const auto seconds = number_member(object, "expires_in");
  const bool fits = seconds && *seconds >= -century && *seconds <= century;
  return fits ? std::optional(std::chrono::seconds(*seconds)) : std::nullopt;
}

std::optional<std::vector<std::string>> scopes(const json::object& object) {
  const auto* const list = list_member(object, "scope");
  if (list == nullptr) {
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const auto& scope : *list) {
    if (const auto* const text = scope.if_string()) {
      texts.emplace_back(*text);
    }
  }
  return texts;
}

// It becomes part of URLs and headers, so that nothing else is taken for one.
std::string sharing_id(const json::object& object) {
  const auto told = text_member(object, "sharing_id").value_or("");
  return text::is_uuid(told) ? text::lower_case(told) : "";
}

}  // namespace

Result<Info> parse_info(std::string_view body) {
  const auto object = parse_object(body);
  const auto left = object ? expires_in(*object) : std::nullopt;
  if (!left) {
    return Failure{Fault::malformed,
                   "could not read in Gandi's answer when the token expires; check 'tokeninfo', and if it is right "
                   "please report this as a bug"};
  }
  return Info{*left, scopes(*object), text_member(*object, "pat_name").value_or(""), sharing_id(*object)};
}

}  // namespace dyndns::gandi::token
