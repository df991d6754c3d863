// JSON as a plain tree of values; comments, trailing commas and a byte order mark are tolerated.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "text/checked.hpp"

namespace dyndns::config {

struct Json;
struct JsonMember;
using JsonArray = std::vector<Json>;
using JsonObject = std::vector<JsonMember>;  // in the file's order; a key that is given twice is here twice

struct Json {
  std::variant<std::nullptr_t, bool, double, std::string, JsonArray, JsonObject> value;
};

struct JsonMember {
  std::string key;
  Json value;
};

// At most 32 levels deep. What is wrong begins with its place: "line 3, column 14: expected ',' or '}'".
[[nodiscard]] text::Checked<Json> parse_json(std::string_view text);

}  // namespace dyndns::config
