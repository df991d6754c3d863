#include "text/discreet.hpp"

#include <algorithm>

#include "text/words.hpp"

namespace dyndns::text {
namespace {

constexpr std::size_t shortest_argument = 6;

bool is_plain(char c) {
  const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return is_alphanumeric || std::string_view("/._+-").find(c) != std::string_view::npos;
}

// Takes the first word from the front of `line`; it ends at any of `ends`.
std::string_view take_word(std::string_view& line, std::string_view ends) {
  const auto begin = std::min(line.find_first_not_of(ends), line.size());
  const auto end = std::min(line.find_first_of(ends, begin), line.size());
  const auto word = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return word;
}

}  // namespace

std::string struck_out(std::string text, std::string_view secret, std::string_view mark) {
  for (auto at = text.find(secret); !secret.empty() && at != std::string::npos;
       at = text.find(secret, at + mark.size())) {
    text.replace(at, secret.size(), mark);
  }
  return text;
}

std::string without_query(std::string_view url) { return std::string(url.substr(0, url.find_first_of("?#"))); }

std::string program_of(std::string_view command) {
  auto word = take_word(command, white_space);
  while (word.find('=') != std::string_view::npos && word.find_first_of("\"'`$(\\") == std::string_view::npos) {
    word = take_word(command, white_space);  // VARIABLE=value
  }
  return std::ranges::all_of(word, is_plain) ? std::string(word) : std::string();
}

std::string without_arguments(std::string said, std::string_view command) {
  const auto program = program_of(command);
  // As whole words first: of a part that was struck out, the rest would not be found.
  for (const std::string_view ends : {" \t\n\v\f\r\"'`;|&<>()", " \t\n\v\f\r\"'`;|&<>()=?:@,$"}) {
    for (auto rest = command; !rest.empty();) {
      const auto word = take_word(rest, ends);
      if (word.size() >= shortest_argument && word != program) {
        said = struck_out(std::move(said), word, "[...]");
      }
    }
  }
  return said;
}

}  // namespace dyndns::text
