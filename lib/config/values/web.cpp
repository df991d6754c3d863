#include "config/values/web.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "text/one_line.hpp"
#include "text/words.hpp"
#include "url/url.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_pattern = 500;
constexpr int pattern_memory = 1 << 20;  // bytes that RE2 may spend on one pattern

// RFC 6901: empty, or steps that each begin with a slash; a tilde is followed by 0 or 1.
bool is_pointer(std::string_view text) {
  if (!text.empty() && text[0] != '/') {
    return false;
  }
  for (auto tilde = text.find('~'); tilde != std::string_view::npos; tilde = text.find('~', tilde + 1)) {
    if (tilde + 1 == text.size() || (text[tilde + 1] != '0' && text[tilde + 1] != '1')) {
      return false;
    }
  }
  return true;
}

text::Checked<AnswerFormat> parse_pattern(std::string_view text) {
  if (text.size() > longest_pattern) {
    return text::wrong("the pattern is longer than " + std::to_string(longest_pattern) + " bytes");
  }
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(pattern_memory);
  const re2::RE2 regex(re2::StringPiece(text.data(), text.size()), options);
  if (!regex.ok()) {
    return text::wrong("the pattern is no regular expression of RE2: " + regex.error());
  }
  if (regex.NumberOfCapturingGroups() < 1) {
    return text::wrong("the pattern must have a group, (...), around the address");
  }
  return AnswerFormat(PatternFormat{std::string(text)});
}

}  // namespace

text::Checked<std::string> parse_api_url(std::string_view text) {
  const auto url = url::parse(text);
  if (!url) {
    return url.error();
  }
  if (!url->tls) {
    return text::wrong("must be https: a credential is sent there");
  }
  if (url->target.find('?') != std::string::npos) {
    return text::wrong("must have no query ('?...')");
  }
  return to_string(*url);
}

text::Checked<AnswerFormat> parse_answer_format(std::string_view text) {
  const auto name = text.substr(0, text.find(':'));
  const auto argument = text.substr(std::min(name.size() + 1, text.size()));
  if (text == "text") {
    return AnswerFormat(TextFormat{});
  }
  if (text == "scan") {
    return AnswerFormat(ScanFormat{});
  }
  if (text.starts_with("json:")) {
    if (!is_pointer(argument)) {
      return text::wrong(text::in_quotes(argument) + " is no JSON pointer such as '/ip' (RFC 6901)");
    }
    return AnswerFormat(JsonFormat{std::string(argument)});
  }
  if (text.starts_with("line:") && !argument.empty()) {
    return AnswerFormat(LineFormat{std::string(argument)});
  }
  if (text.starts_with("pattern:")) {
    return parse_pattern(argument);
  }
  return text::wrong("must be 'text', 'json:/POINTER', 'line:PREFIX', 'pattern:REGEX' or 'scan', not " +
                     text::in_quotes(text));
}

}  // namespace dyndns::config
