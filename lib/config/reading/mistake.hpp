// What is wrong with a text that is no JSON, in words that help to put it right.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "config/reading/json_builder.hpp"

namespace dyndns::config {

// Where the parser stopped. Of a comment that it could not read, `position` is anything.
struct Stop {
  bool is_too_deep;
  std::size_t deepest;  // levels that are allowed
  std::size_t position;
};

// "line 3, column 14: expected ',' or '}', found 'x'". Of the text no more than one character is repeated, and words
// that can be no secret.
[[nodiscard]] std::string mistake_in(std::string_view text, const Stop& stop, const JsonBuilder& builder);

}  // namespace dyndns::config
