// A JSON value that knows where it stands: it checks itself and remarks on what is wrong with it.
#pragma once

#include <chrono>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/reading/json.hpp"
#include "config/reading/remarks.hpp"

namespace dyndns::config {

// Refers to the value and to the remarks, which both must outlive it. No message repeats a text of the file unasked:
// it could be a secret in the wrong place.
class Node {
 public:
  Node(const Json& json, std::string path, Remarks& remarks)
      : json_(&json), path_(std::move(path)), remarks_(&remarks) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  void error(std::string_view message) const { remarks_->error(path_, message); }
  void warning(std::string_view message) const { remarks_->warning(path_, message); }
  void wrong_kind(std::string_view expected) const;  // "must be text, not a number"

  // T is one of the alternatives of Json::value.
  template <class T>
  [[nodiscard]] bool is() const {
    return std::holds_alternative<T>(json_->value);
  }

  // Each gives nothing when the value is not what is asked for, and has remarked on it.
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::string> text() const;  // neither empty nor longer than 4096, no control characters
  // The same without the white space around it, with a warning where there is some.
  [[nodiscard]] std::optional<std::string> trimmed_text() const;
  [[nodiscard]] std::optional<double> number(double least, double most) const;
  [[nodiscard]] std::optional<unsigned> whole(unsigned least, unsigned most) const;
  [[nodiscard]] std::optional<std::chrono::milliseconds> time_span(std::chrono::milliseconds least,
                                                                   std::chrono::milliseconds most) const;
  template <class T>
  [[nodiscard]] std::optional<T> parsed(text::Checked<T> (*parse)(std::string_view text)) const {
    return parsed_of(text(), parse);
  }
  template <class T>
  [[nodiscard]] std::optional<T> parsed_trimmed(text::Checked<T> (*parse)(std::string_view text)) const {
    return parsed_of(trimmed_text(), parse);
  }
  template <class T>
  [[nodiscard]] std::optional<T> choice(std::initializer_list<std::pair<std::string_view, T>> choices) const;

  // The parts of a list or an object; none when it is something else, is empty or has too many, with a remark.
  [[nodiscard]] std::vector<Node> items(std::size_t most) const;
  [[nodiscard]] bool is_empty_list() const;
  struct Member;
  [[nodiscard]] std::vector<Member> members(std::size_t most = std::numeric_limits<std::size_t>::max()) const;

 private:
  [[nodiscard]] std::optional<std::string> checked_text(std::string_view text) const;
  template <class T>
  [[nodiscard]] std::optional<T> parsed_of(const std::optional<std::string>& given,
                                           text::Checked<T> (*parse)(std::string_view text)) const;
  [[nodiscard]] bool has_fair_size(std::size_t size, std::size_t most) const;

  const Json* json_;
  std::string path_;
  Remarks* remarks_;
};

struct Node::Member {
  std::string key;
  Node value;
};

template <class T>
std::optional<T> Node::parsed_of(const std::optional<std::string>& given,
                                 text::Checked<T> (*parse)(std::string_view text)) const {
  if (!given) {
    return std::nullopt;
  }
  auto value = parse(*given);
  if (!value) {
    error(value.error().why);
    return std::nullopt;
  }
  return *std::move(value);
}

template <class T>
std::optional<T> Node::choice(std::initializer_list<std::pair<std::string_view, T>> choices) const {
  const auto* given = std::get_if<std::string>(&json_->value);
  std::string expected;
  for (const auto& [name, value] : choices) {
    if (given != nullptr && *given == name) {
      return value;
    }
    expected += (expected.empty() ? "'" : " or '") + std::string(name) + "'";
  }
  error("must be " + expected);
  return std::nullopt;
}

// An object whose keys are known. What find() was asked for is known; what else is there, is not.
class ObjectReader {
 public:
  explicit ObjectReader(const Node& object);

  [[nodiscard]] std::optional<Node> find(std::string_view key);
  [[nodiscard]] bool was_asked_for(std::string_view key) const;
  // To be called when everything was asked for. A key that is given twice was already remarked on.
  void reject_others() const;

 private:
  std::vector<Node::Member> members_;
  std::vector<std::string> known_;
};

}  // namespace dyndns::config
