#include "detect/quote.hpp"

#include "detect/extract.hpp"

namespace dyndns::detect {

std::string one_line(std::string_view text, std::size_t longest) {
  text = trim(text);
  std::string line;
  for (const char c : text.substr(0, longest)) {
    const bool printable = c >= ' ' && c <= '~';
    line += printable ? c : ' ';
  }
  return line + (text.size() > longest ? "..." : "");
}

std::string quote(std::string_view text, std::size_t longest) {
  const auto line = one_line(text, longest);
  return line.empty() ? "an empty answer" : "'" + line + "'";
}

}  // namespace dyndns::detect
