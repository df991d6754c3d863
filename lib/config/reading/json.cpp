#include "config/reading/json.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>

#include "config/reading/json_builder.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 32;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string place(std::string_view before) {
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                                    [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }) +
                      1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column) + ": ";
}

// A comment after the comma hides it, which costs no more than a less helpful sentence.
bool ends_with_comma(std::string_view before) {
  const auto last = before.find_last_not_of(" \t\r\n");
  return last != std::string_view::npos && before[last] == ',';
}

// Boost.JSON says no more than "syntax error", so the sentence comes from what stands there and what could.
std::string explain(const boost::system::error_code& error, std::string_view text, std::size_t position,
                    const JsonBuilder& builder) {
  if (error == json::error::too_deep) {
    return "nested deeper than " + std::to_string(deepest) + " levels";
  }
  const auto expected = builder.expected(ends_with_comma(text.substr(0, position)));
  if (position >= text.size()) {
    return "expected " + expected + ", found the end of the file";
  }
  const char found = text[position];
  if (position > 0 && text[position - 1] == '\\') {
    return "unknown escape; a backslash itself is written \\\\";
  }
  if (found == '\n') {
    return "a closing quote is missing";
  }
  if (static_cast<unsigned char>(found) >= 0x80 || text::has_control_characters({&found, 1})) {
    return "neither JSON nor UTF-8 text";
  }
  return "expected " + expected + ", found '" + found + "'";
}

}  // namespace

Checked<Json> parse_json(std::string_view text) {
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
  }
  json::parse_options options;
  options.max_depth = deepest;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  json::basic_parser<JsonBuilder> parser(options);
  boost::system::error_code error;
  const std::size_t position = parser.write_some(false, text.data(), text.size(), error);
  if (error || position < text.size()) {
    return wrong(place(text.substr(0, position)) + explain(error, text, position, parser.handler()));
  }
  return parser.handler().take();
}

}  // namespace dyndns::config
