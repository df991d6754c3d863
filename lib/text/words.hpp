// Words, lists and numbers as text: what the standard library leaves to everybody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dyndns::text {

// All that one line can be made of without them (ASCII).
inline constexpr std::string_view white_space = " \t\n\v\f\r";
[[nodiscard]] constexpr bool is_space(char c) { return white_space.find(c) != std::string_view::npos; }

[[nodiscard]] std::string_view trim(std::string_view text);  // of white space at both ends

// ASCII letters only, whatever the locale: as DNS (RFC 4343), HTTP and our own keys compare.
[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] bool same_word(std::string_view one, std::string_view other);

[[nodiscard]] bool is_uuid(std::string_view text);                 // 32 hexadecimal digits in five groups (RFC 9562)
[[nodiscard]] bool has_control_characters(std::string_view text);  // C0 or DEL

[[nodiscard]] std::string join(const std::vector<std::string>& texts, std::string_view between = ", ");
[[nodiscard]] std::string count_of(std::size_t count, const std::string& noun);  // "1 record", "2 records"

// The one that takes the fewest edits to become `text`; empty when that is more than a third of its letters, rounded
// up: then it was hardly meant.
[[nodiscard]] std::string nearest(std::string_view text, const std::vector<std::string>& candidates);

[[nodiscard]] std::optional<std::uint16_t> port_number(std::string_view text);  // 1 to 65535, digits only
[[nodiscard]] std::string number_text(double number);                           // without trailing zeros: "300", "0.7"

}  // namespace dyndns::text
