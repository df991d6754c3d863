#include "config/reading/mistake.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/utf8.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

struct Mistake {
  std::size_t position;
  std::string why;
};

bool is_hex(char c) { return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos; }

// `at` is that of a backslash within quotes.
std::optional<Mistake> mistake_in_escape(std::string_view text, std::size_t at) {
  const auto escape = text.substr(at + 1, 5);
  if (escape.empty()) {
    return std::nullopt;  // the quote is missing, too
  }
  if (escape.front() == 'u') {
    const bool is_whole = escape.size() == 5 && std::ranges::all_of(escape.substr(1), is_hex);
    return is_whole ? std::nullopt : std::optional(Mistake{at, "four hexadecimal digits must follow \\u"});
  }
  if (std::string_view("\"\\/bfnrt").find(escape.front()) == std::string_view::npos) {
    return Mistake{at + 1, "unknown escape; a backslash itself is written \\\\"};
  }
  return std::nullopt;
}

std::optional<Mistake> mistake_of_character_in_quotes(std::string_view text, std::size_t at) {
  if (text[at] == '\n' || text[at] == '\r') {
    return Mistake{at, "a closing quote is missing"};
  }
  if (text[at] == '\t') {
    return Mistake{at, "a tab within quotes is written \\t"};
  }
  if (static_cast<unsigned char>(text[at]) < 0x20) {
    return Mistake{at, "a control character must not stand within quotes"};
  }
  return text[at] == '\\' ? mistake_in_escape(text, at) : std::nullopt;
}

// What there is in a text beside single characters: strings and comments. They are told of even where the parser
// stopped at their beginning, or lost its way in them.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  // The first mistake within a string or a comment, none after `position`.
  std::optional<Mistake> find(std::size_t position) {
    while (!mistake_ && at_ < text_.size() && at_ <= position) {
      if (text_[at_] == '"') {
        const auto begin = at_;
        skip_string();
        is_in_string_ = !mistake_ && begin < position && position < at_;
      } else if (text_[at_] == '/') {
        skip_comment();
      } else {
        ++at_;
      }
    }
    return mistake_ && mistake_->position <= position ? mistake_ : std::nullopt;
  }

  // Whether the position lies in a string that has none.
  [[nodiscard]] bool is_in_string() const { return is_in_string_; }

 private:
  void skip_string() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; at_ += text_[at_] == '\\' ? 2U : 1U) {
      mistake_ = mistake_of_character_in_quotes(text_, at_);
      if (mistake_) {
        return;
      }
    }
    if (at_ >= text_.size()) {
      mistake_ = Mistake{text_.size(), "a closing quote is missing"};
    }
    ++at_;
  }

  void skip_comment() {
    const auto begin = text_.substr(at_, 2);
    if (begin == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (const auto end = begin == "/*" ? text_.find("*/", at_ + 2) : at_; end == std::string_view::npos) {
      mistake_ = Mistake{at_, "a comment begins here and does not end; */ is missing"};
    } else if (end == at_) {
      mistake_ = Mistake{at_, "a comment begins with // or /*"};
    } else {
      at_ = end + 2;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<Mistake> mistake_;
  bool is_in_string_ = false;
};

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

// What other languages write; nothing of a word that we do not know, since it may be a secret without its quotes.
std::string why_no_word_of_json(std::string_view rest) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words = {{{"true", "true"},
                                                                                   {"yes", "true"},
                                                                                   {"on", "true"},
                                                                                   {"false", "false"},
                                                                                   {"no", "false"},
                                                                                   {"off", "false"},
                                                                                   {"none", "null"},
                                                                                   {"null", "null"}}};
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto word = rest.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest, is_letter) - rest.begin()));
  const auto* const known =
      std::ranges::find_if(words, [word](const auto& each) { return text::same_word(each.first, word); });
  return known == words.end() || word == known->second
             ? ""
             : "'" + std::string(word) + "' is written " + std::string(known->second) + " in JSON";
}

// Boost.JSON says no more than "syntax error", so the sentence comes from what stands there and what could.
std::string why_unexpected(std::string_view rest, const std::string& expected) {
  if (rest.empty()) {
    return "expected " + expected + ", found the end of the file";
  }
  if (expected.find("a value") != std::string::npos) {
    if (auto why = why_no_word_of_json(rest); !why.empty()) {
      return why;
    }
  }
  const auto character = text::first_character(rest);
  if (!character || text::is_control(character->code_point)) {
    return "neither JSON nor UTF-8 text";
  }
  const std::string found(rest.substr(0, character->length));
  constexpr std::array<std::string_view, 6> quotes = {
      "'", "\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e"};
  const bool is_quote = std::ranges::find(quotes, found) != quotes.end();
  return "expected " + expected + ", found " +
         (is_quote ? found + R"(; text stands within "straight quotes")" : "'" + found + "'");
}

}  // namespace

std::string mistake_in(std::string_view text, const Stop& stop, const JsonBuilder& builder) {
  const auto position = std::min(stop.position, text.size());
  const auto told = [text](const Mistake& mistake) { return place(text.substr(0, mistake.position)) + mistake.why; };
  const auto rest = text.substr(position);
  if (stop.is_too_deep) {
    return told({position, "nested deeper than " + std::to_string(stop.deepest) + " levels"});
  }
  Lexer lexer(text);
  if (const auto mistake = lexer.find(position)) {
    return told(*mistake);
  }
  if (lexer.is_in_string() && text::first_character(rest)) {
    return told({position, "a \\u escape before this is half a character; the other half is missing"});
  }
  return told({position, why_unexpected(rest, builder.expected(ends_with_comma(text.substr(0, position))))});
}

}  // namespace dyndns::config
