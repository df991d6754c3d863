#include "systemd/one_line.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dyndns::systemd {
namespace {

constexpr std::string_view ellipsis = "\u2026";

// What a UTF-8 character of a certain length begins with, and the least code point that needs that length.
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

bool is_control(std::uint32_t code_point) { return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0); }

bool is_printable(std::uint32_t code_point, const Shape& shape) {
  return code_point >= shape.least && code_point <= 0x10ffff && !is_surrogate(code_point) && !is_control(code_point);
}

// How many bytes the character at the front has; 0 when it is a control character or not UTF-8 (RFC 3629).
std::size_t printable_length(std::string_view text) {
  const auto first = static_cast<std::uint8_t>(text.front());
  const auto* const shape =
      std::ranges::find_if(shapes, [&](const Shape& each) { return (first & each.mask) == each.lead; });
  const auto length = static_cast<std::size_t>(shape - shapes.begin()) + 1;
  if (shape == shapes.end() || length > text.size()) {
    return 0;
  }
  std::uint32_t code_point = first & static_cast<std::uint8_t>(~shape->mask);
  for (const char each : text.substr(1, length - 1)) {
    const auto byte = static_cast<std::uint8_t>(each);
    if (!is_continuation(byte)) {
      return 0;
    }
    code_point = code_point << 6U | (byte & 0x3fU);
  }
  return is_printable(code_point, *shape) ? length : 0;
}

std::string escaped(char character) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<std::uint8_t>(character);
  return {'\\', 'x', digits[byte >> 4U], digits[byte & 0xfU]};
}

}  // namespace

std::string one_line(std::string_view text, std::size_t limit) {
  std::string line;
  std::size_t cut = 0;  // where the line still has room for the ellipsis
  while (!text.empty()) {
    const auto length = printable_length(text);
    line += length == 0 ? escaped(text.front()) : std::string(text.substr(0, length));
    if (line.size() > limit) {
      return line.substr(0, cut).append(ellipsis);
    }
    if (line.size() + ellipsis.size() <= limit) {
      cut = line.size();
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return line;
}

}  // namespace dyndns::systemd
