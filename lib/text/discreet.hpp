// What may be shown of a text that can hold a secret: who runs a command or names a provider may have put a password
// into it, and what is shown reaches the journal and files that everybody can read.
#pragma once

#include <string>
#include <string_view>

namespace dyndns::text {

// Every appearance of `secret` replaced by `mark`; an empty one appears nowhere.
[[nodiscard]] std::string struck_out(std::string text, std::string_view secret, std::string_view mark);

[[nodiscard]] std::string without_query(std::string_view url);

// The program that a line for the shell begins with: "curl" for "KEY=x curl -u me:password https://example.com"; empty
// where that cannot be told for sure.
[[nodiscard]] std::string program_of(std::string_view command);

// What a command said, without the arguments that it was given, which a program may repeat when it fails. Words of
// fewer than six characters stay: the text would be none any more.
[[nodiscard]] std::string without_arguments(std::string said, std::string_view command);

}  // namespace dyndns::text
