// What may be shown of a text from anywhere: one line that is safe in a message, a journal field and on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dyndns::text {

// White space becomes single spaces, with none at the ends. Control characters (C0, DEL, C1), characters that hide or
// reorder others, and bytes that are not UTF-8 become "\x1b" and the like, so that nothing can begin another line or
// field, and no escape sequence reaches a terminal. What would make the result longer than `limit` bytes (3 or more) is
// cut off between two characters, and an ellipsis within the limit says so.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t limit);

inline constexpr std::size_t short_quote = 63;  // bytes: enough to recognise a text in the middle of a sentence

// The same in single quotes, which do not count.
[[nodiscard]] std::string in_quotes(std::string_view text, std::size_t limit = short_quote);

}  // namespace dyndns::text
