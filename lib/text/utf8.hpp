// The characters of a text in UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dyndns::text {

struct Character {
  std::uint32_t code_point;
  std::size_t length;  // bytes, 1 to 4
};

// The character at the front of a text that is not empty; nothing where its bytes are not UTF-8 (RFC 3629).
[[nodiscard]] std::optional<Character> first_character(std::string_view text);

// C0, DEL or C1.
[[nodiscard]] constexpr bool is_control(std::uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

}  // namespace dyndns::text
