// Other people's text, made fit for a message of ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dyndns::config {

[[nodiscard]] std::string printable(std::string_view text);  // control characters become '?': one line stays one line
[[nodiscard]] std::string shortened(std::string_view text);  // to 60 bytes and an ellipsis, in whole characters
[[nodiscard]] std::string in_quotes(std::string_view text);  // shortened, in single quotes

[[nodiscard]] std::string lower_case(std::string_view text);  // ASCII letters only, whatever the locale
[[nodiscard]] bool has_control_characters(std::string_view text);

// The one that takes the fewest edits to become `text`; empty when there are no candidates.
[[nodiscard]] std::string nearest(std::string_view text, const std::vector<std::string>& candidates);

[[nodiscard]] std::optional<std::uint16_t> port_number(std::string_view text);  // 1 to 65535, digits only

// Without trailing zeros: "300", "0.7".
[[nodiscard]] std::string number_text(double number);

}  // namespace dyndns::config
