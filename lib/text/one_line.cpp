#include "text/one_line.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "text/utf8.hpp"
#include "text/words.hpp"

namespace dyndns::text {
namespace {

constexpr std::string_view ellipsis = "...";

// Zero width, separators of lines and paragraphs, tags, and marks that turn the direction of what follows (Unicode's
// "Trojan source").
bool is_invisible(std::uint32_t code_point) {
  constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 8> ranges = {{{0xad, 0xad},
                                                                              {0x61c, 0x61c},
                                                                              {0x180e, 0x180e},
                                                                              {0x200b, 0x200f},
                                                                              {0x2028, 0x202e},
                                                                              {0x2060, 0x206f},
                                                                              {0xfeff, 0xfeff},
                                                                              {0xe0000, 0xe007f}}};
  return std::ranges::any_of(
      ranges, [code_point](const auto& range) { return code_point >= range.first && code_point <= range.second; });
}

std::string escaped(char character) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<std::uint8_t>(character);
  return {'\\', 'x', digits[byte >> 4U], digits[byte & 0xfU]};
}

// What is shown in one piece, and of how many bytes.
struct Piece {
  std::string shown;
  std::size_t length;
};

// Of a text that is not empty.
Piece first_piece(std::string_view text) {
  if (is_space(text.front())) {
    return {" ", std::min(text.find_first_not_of(white_space), text.size())};
  }
  const auto character = first_character(text);
  const bool is_shown = character && !is_control(character->code_point) && !is_invisible(character->code_point);
  const auto length = character ? character->length : 1;
  std::string shown;
  for (const char byte : text.substr(0, length)) {
    shown += is_shown ? std::string(1, byte) : escaped(byte);
  }
  return {shown, length};
}

}  // namespace

std::string one_line(std::string_view text, std::size_t limit) {
  text = trim(text);
  std::string line;
  std::size_t cut = 0;  // where the line still has room for the ellipsis
  while (!text.empty()) {
    const auto piece = first_piece(text);
    text.remove_prefix(piece.length);
    line += piece.shown;
    if (line.size() > limit) {
      return line.substr(0, cut).append(ellipsis);
    }
    if (line.size() + ellipsis.size() <= limit) {
      cut = line.size();
    }
  }
  return line;
}

std::string in_quotes(std::string_view text, std::size_t limit) { return "'" + one_line(text, limit) + "'"; }

}  // namespace dyndns::text
