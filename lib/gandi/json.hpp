// The JSON of Gandi's answers, which may be any text: nothing is what is found where it is not as it should be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boost::json {
class array;
class object;
class value;
}  // namespace boost::json

namespace dyndns::gandi {

// Nothing when it is not JSON, or nested deeper than limits::answer_depth.
[[nodiscard]] std::optional<boost::json::value> parse_document(std::string_view body);
[[nodiscard]] std::optional<boost::json::object> parse_object(std::string_view body);

[[nodiscard]] std::optional<std::string> text_member(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::optional<std::int64_t> number_member(const boost::json::object& object, std::string_view name);
[[nodiscard]] const boost::json::array* list_member(const boost::json::object& object, std::string_view name);

}  // namespace dyndns::gandi
