// Text from anywhere as one line that is safe to show and to send on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dyndns::systemd {

// Control characters (C0, DEL, C1) and bytes that are not UTF-8 become "\x0a" and the like, so that no newline can
// begin another field or line, and no escape sequence reaches a terminal. What would make the result longer than
// `limit` bytes is cut off between two characters, and an ellipsis within the limit says so; limit is 3 or more.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t limit);

}  // namespace dyndns::systemd
