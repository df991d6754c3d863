#include "config/reading/json.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include "config/reading/json_builder.hpp"
#include "config/reading/mistake.hpp"

namespace dyndns::config {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 32;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

text::Checked<Json> parse_json(std::string_view text) {
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
    return text::wrong(mistake_in(text, {error == json::error::too_deep, deepest, position}, parser.handler()));
  }
  return parser.handler().take();
}

}  // namespace dyndns::config
