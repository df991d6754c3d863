#include "state/json_members.hpp"

#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include "core/wall_time.hpp"

namespace dyndns::state {

std::optional<std::string_view> text_member(const boost::json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  const auto* const value = found == nullptr ? nullptr : found->if_string();
  return value == nullptr ? std::nullopt : std::optional(std::string_view(*value));
}

std::optional<std::int64_t> whole_member(const boost::json::object& object, std::string_view name,
                                         std::int64_t largest) {
  const auto* const found = object.if_contains(name);
  const auto* const value = found == nullptr ? nullptr : found->if_int64();
  return value != nullptr && *value >= 0 && *value <= largest ? std::optional(*value) : std::nullopt;
}

std::optional<WallTime> time_member(const boost::json::object& object, std::string_view name) {
  const auto value = text_member(object, name);
  return value ? parse_rfc3339(*value) : std::nullopt;
}

}  // namespace dyndns::state
