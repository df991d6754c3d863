// A stranger's text, fit for a message.
#pragma once

#include <string>
#include <string_view>

namespace dyndns::detect {

// The beginning of the text in single quotes, on one line, printable ASCII only, with an ellipsis where it was cut and
// without white space around it; "an empty answer" when there is nothing.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace dyndns::detect
