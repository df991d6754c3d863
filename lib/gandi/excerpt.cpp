#include "gandi/excerpt.hpp"

#include <algorithm>

#include "gandi/limits.hpp"

namespace dyndns::gandi {
namespace {

constexpr std::size_t looked_at = 4096;  // by far enough to fill an excerpt

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!is_space(c)) {
      line += c > ' ' && c <= '~' ? c : '?';
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) {
    line.pop_back();
  }
  return line;
}

void strike_out(std::string& line, const std::string& word) {
  constexpr std::string_view mark = "[secret]";
  for (auto at = line.find(word); !word.empty() && at != std::string::npos; at = line.find(word, at + mark.size())) {
    line.replace(at, word.size(), mark);
  }
}

}  // namespace

std::string excerpt(std::string_view text, const Secret& secret) {
  auto line = one_line(text.substr(0, looked_at));
  const auto word = one_line(secret.reveal());
  // Before it is cut to its length: half a secret would not be found, which is why what may be one goes from its end.
  strike_out(line, word);
  if (text.size() > looked_at) {
    line.resize(line.size() - std::min(line.size(), word.size()));
  }
  if (line.size() > limits::excerpt_length) {
    line.resize(limits::excerpt_length - 3);
    line += "...";
  }
  return line;
}

}  // namespace dyndns::gandi
