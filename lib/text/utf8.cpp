#include "text/utf8.hpp"

#include <algorithm>
#include <array>

namespace dyndns::text {
namespace {

// What a character of a certain length begins with, and the least code point that needs that length.
struct Shape {
  std::uint8_t mask;
  std::uint8_t lead;
  std::uint32_t least;
};

constexpr std::array<Shape, 4> shapes = {{
    {0x80, 0x00, 0x00},
    {0xe0, 0xc0, 0x80},
    {0xf0, 0xe0, 0x800},
    {0xf8, 0xf0, 0x10000},
}};

bool is_continuation(std::uint8_t byte) { return (byte & 0xc0U) == 0x80; }

bool is_surrogate(std::uint32_t code_point) { return code_point >= 0xd800 && code_point <= 0xdfff; }

}  // namespace

std::optional<Character> first_character(std::string_view text) {
  const auto first = static_cast<std::uint8_t>(text.front());
  const auto* const shape =
      std::ranges::find_if(shapes, [&](const Shape& each) { return (first & each.mask) == each.lead; });
  const auto length = static_cast<std::size_t>(shape - shapes.begin()) + 1;
  if (shape == shapes.end() || length > text.size()) {
    return std::nullopt;
  }
  std::uint32_t code_point = first & static_cast<std::uint8_t>(~shape->mask);
  for (const char each : text.substr(1, length - 1)) {
    const auto byte = static_cast<std::uint8_t>(each);
    if (!is_continuation(byte)) {
      return std::nullopt;
    }
    code_point = code_point << 6U | (byte & 0x3fU);
  }
  const bool is_valid = code_point >= shape->least && code_point <= 0x10ffff && !is_surrogate(code_point);
  return is_valid ? std::optional(Character{code_point, length}) : std::nullopt;
}

}  // namespace dyndns::text
