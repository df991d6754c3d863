#include "detect/quote.hpp"

#include "detect/extract.hpp"

namespace dyndns::detect {
namespace {

constexpr std::size_t longest = 60;

}  // namespace

std::string quote(std::string_view text) {
  text = trim(text);
  if (text.empty()) {
    return "an empty answer";
  }
  std::string quoted = "'";
  for (const char c : text.substr(0, longest)) {
    const bool printable = c >= ' ' && c <= '~';
    quoted += printable ? c : ' ';
  }
  return quoted + (text.size() > longest ? "...'" : "'");
}

}  // namespace dyndns::detect
