#include "gandi/json.hpp"

#include <boost/json.hpp>
#include <utility>

#include "gandi/limits.hpp"

namespace dyndns::gandi {

namespace json = boost::json;

std::optional<json::value> parse_document(std::string_view body) {
  json::parse_options options;
  options.max_depth = limits::answer_depth;
  boost::system::error_code error;
  auto value = json::parse(body, error, {}, options);
  return error ? std::nullopt : std::optional(std::move(value));
}

std::optional<json::object> parse_object(std::string_view body) {
  auto value = parse_document(body);
  return value && value->is_object() ? std::optional(std::move(value->get_object())) : std::nullopt;
}

std::optional<std::string> text_member(const json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  const auto* const text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::nullopt : std::optional(std::string(*text));
}

// A whole number that is written as a fraction ("60.0") is one all the same.
std::optional<std::int64_t> number_member(const json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  if (found == nullptr || !found->is_number()) {
    return std::nullopt;
  }
  boost::system::error_code error;
  const auto number = found->to_number<std::int64_t>(error);
  return error ? std::nullopt : std::optional(number);
}

const json::array* list_member(const json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  return found == nullptr ? nullptr : found->if_array();
}

}  // namespace dyndns::gandi
