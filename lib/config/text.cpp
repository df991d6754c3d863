#include "config/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace dyndns::config {
namespace {

constexpr std::size_t longest_quote = 60;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }  // UTF-8

// Levenshtein's, row by row.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result(text);
  std::replace_if(result.begin(), result.end(), is_control, '?');
  return result;
}

std::string shortened(std::string_view text) {
  if (text.size() <= longest_quote) {
    return std::string(text);
  }
  std::size_t end = longest_quote;
  while (end > 0 && continues_character(text[end])) {
    --end;
  }
  return std::string(text.substr(0, end)) + "...";
}

std::string in_quotes(std::string_view text) { return "'" + shortened(text) + "'"; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool has_control_characters(std::string_view text) { return std::any_of(text.begin(), text.end(), is_control); }

std::string nearest(std::string_view text, const std::vector<std::string>& candidates) {
  const std::string wanted = lower_case(text.substr(0, longest_quote));
  const auto best = std::min_element(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
    return edit_distance(wanted, a) < edit_distance(wanted, b);
  });
  return best == candidates.end() ? std::string() : *best;
}

std::optional<std::uint16_t> port_number(std::string_view text) {
  std::uint16_t port = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, port);
  return read.ec == std::errc() && read.ptr == end && port != 0 ? std::optional(port) : std::nullopt;
}

std::string number_text(double number) {
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return {buffer.data(), written.ptr};
}

}  // namespace dyndns::config
