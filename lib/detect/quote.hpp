// A stranger's text, fit for a message.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dyndns::detect {

// The beginning of the text, up to `longest` characters, on one line, printable ASCII only, with an ellipsis where it
// was cut and without white space around it.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t longest);

// That in single quotes; "an empty answer" when there is nothing.
[[nodiscard]] std::string quote(std::string_view text, std::size_t longest = 60);

}  // namespace dyndns::detect
