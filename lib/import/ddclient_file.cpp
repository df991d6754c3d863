#include "import/ddclient_file.hpp"

#include <algorithm>

#include "import/draft.hpp"
#include "text/words.hpp"

namespace dyndns::imports {
namespace {

bool is_of_a_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

class Scanner {
 public:
  void line(std::string_view line, std::size_t number);
  void end_statement();
  [[nodiscard]] std::vector<DdclientStatement> all() { return std::move(all_); }

 private:
  [[nodiscard]] std::size_t key_length() const;
  [[nodiscard]] std::string take_value();
  [[nodiscard]] std::string take_password();
  void take_assignment(std::size_t key_length);
  void take_word(const std::string& word, bool is_between);

  std::vector<DdclientStatement> all_;
  DdclientStatement now_;
  std::vector<std::string> old_way_;  // login and password
  bool is_after_comma_ = true;
  std::string_view rest_;  // of the line
  std::string place_;
};

// Of a key with its '=' at the front of the rest; 0 where none is there. Around that of a password may be white space.
std::size_t Scanner::key_length() const {
  std::size_t length = 0;
  while (length < rest_.size() && is_of_a_key(rest_[length])) {
    ++length;
  }
  const auto after = text::trim(rest_.substr(length));
  const bool is_direct = length < rest_.size() && rest_[length] == '=';
  const bool may_have_space = is_password(rest_.substr(0, length)) && after.starts_with('=');
  return is_direct || may_have_space ? length : 0;
}

std::string Scanner::take_value() {
  std::string value;
  char quote = 0;
  std::size_t at = 0;
  for (; at < rest_.size(); ++at) {
    const char c = rest_[at];
    const bool is_last = at + 1 == rest_.size();
    if (c == '\\' && is_last) {
      break;
    }
    if (c == '\\') {
      value += rest_[++at];
    } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
      quote = quote != 0 ? '\0' : c;
    } else if (quote == 0 && (c == ',' || c == '#' || text::is_space(c))) {
      break;
    } else {
      value += c;
    }
  }
  rest_.remove_prefix(at);
  return value;
}

// ddclient takes all from one quotation mark to the last, else all up to white space: '#' and ',' are part of it.
std::string Scanner::take_password() {
  rest_ = rest_.substr(std::min(rest_.find_first_not_of(text::white_space), rest_.size()));
  const auto closing = rest_.rfind('\'');
  if (rest_.starts_with('\'') && closing > 0) {
    auto value = std::string(rest_.substr(1, closing - 1));
    rest_.remove_prefix(closing + 1);
    return value;
  }
  const auto end = std::min(rest_.find_first_of(text::white_space), rest_.size());
  auto value = rest_.substr(0, end);
  rest_.remove_prefix(end);
  value = value.substr(0, value.find_last_not_of(",\\") + 1);
  return std::string(value);
}

void Scanner::take_assignment(std::size_t key_length) {
  const std::string key(rest_.substr(0, key_length));
  rest_.remove_prefix(rest_.find('=') + 1);
  now_.values[key] = {is_password(key) ? take_password() : take_value(), place_};
}

void Scanner::line(std::string_view line, std::size_t number) {
  rest_ = text::trim(line);
  place_ = "line " + std::to_string(number);
  const bool goes_on = rest_.ends_with('\\');
  while (!rest_.empty() && rest_.front() != '#' && rest_ != "\\") {
    const bool is_between = rest_.front() == ',' || text::is_space(rest_.front());
    if (const auto length = is_between ? 0 : key_length(); length > 0) {
      take_assignment(length);
      continue;
    }
    const auto end = is_between ? 1 : std::max<std::size_t>(rest_.find_first_of(", \t#\\"), 1);
    take_word(std::string(rest_.substr(0, end)), is_between);
    rest_.remove_prefix(std::min(end, rest_.size()));
  }
  if (!goes_on) {
    end_statement();
  }
}

// The first words are hosts as long as commas are between them; then come login and password.
void Scanner::take_word(const std::string& word, bool is_between) {
  if (is_between) {
    is_after_comma_ = is_after_comma_ || word == ",";
    return;
  }
  now_.place = now_.place.empty() ? place_ : now_.place;
  (is_after_comma_ && old_way_.empty() ? now_.hosts : old_way_).push_back(word);
  is_after_comma_ = false;
}

void Scanner::end_statement() {
  if (const auto host = now_.values.find("host"); host != now_.values.end()) {
    now_.hosts.push_back(host->second.text);
    now_.place = host->second.place;
  }
  if (old_way_.size() > 1) {
    now_.values["password"] = {old_way_[1], now_.place};
  }
  if (!now_.values.empty() || !now_.hosts.empty()) {
    all_.push_back(std::move(now_));
  }
  now_ = {};
  old_way_.clear();
  is_after_comma_ = true;
}

}  // namespace

bool is_password(std::string_view key) { return key.find("password") != std::string_view::npos; }

std::vector<DdclientStatement> ddclient_statements(std::string_view text) {
  Scanner scanner;
  std::size_t number = 0;
  for (const auto& line : lines(text)) {
    scanner.line(line, ++number);
  }
  scanner.end_statement();
  return scanner.all();
}

}  // namespace dyndns::imports
