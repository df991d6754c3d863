#include "config/reading/node.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "config/values/time_span.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_text = 4096;
constexpr std::size_t longest_key = 63;  // that is shown

struct Kind {
  std::string_view operator()(std::nullptr_t) const { return "null"; }
  std::string_view operator()(bool value) const { return value ? "true" : "false"; }
  std::string_view operator()(double) const { return "a number"; }
  std::string_view operator()(const std::string&) const { return "text"; }
  std::string_view operator()(const JsonArray&) const { return "a list"; }
  std::string_view operator()(const JsonObject&) const { return "an object"; }
};

}  // namespace

void Node::wrong_kind(std::string_view expected) const {
  error("must be " + std::string(expected) + ", not " + std::string(std::visit(Kind(), json_->value)));
}

std::optional<bool> Node::boolean() const {
  if (const auto* value = std::get_if<bool>(&json_->value)) {
    return *value;
  }
  wrong_kind("true or false");
  return std::nullopt;
}

std::optional<std::string> Node::checked_text(std::string_view text) const {
  if (text.empty()) {
    error("must not be empty");
  } else if (text.size() > longest_text) {
    error("is longer than " + std::to_string(longest_text) + " bytes");
  } else if (text::has_control_characters(text)) {
    error("must hold no control characters");
  } else {
    return std::string(text);
  }
  return std::nullopt;
}

std::optional<std::string> Node::text() const {
  if (const auto* value = std::get_if<std::string>(&json_->value)) {
    return checked_text(*value);
  }
  wrong_kind("text in double quotes");
  return std::nullopt;
}

std::optional<std::string> Node::trimmed_text() const {
  const auto* value = std::get_if<std::string>(&json_->value);
  if (value == nullptr) {
    return text();
  }
  const auto trimmed = text::trim(*value);
  if (trimmed.size() != value->size()) {
    warning("the white space around it does not count");
  }
  return checked_text(trimmed);
}

std::optional<double> Node::number(double least, double most) const {
  const auto* value = std::get_if<double>(&json_->value);
  if (value == nullptr) {
    wrong_kind("a number");
    return std::nullopt;
  }
  if (*value < least || *value > most) {
    error(text::number_text(*value) + " is not between " + text::number_text(least) + " and " +
          text::number_text(most));
    return std::nullopt;
  }
  return *value;
}

std::optional<unsigned> Node::whole(unsigned least, unsigned most) const {
  const auto value = number(least, most);
  if (value && *value != std::floor(*value)) {
    error("must be a whole number");
    return std::nullopt;
  }
  return value ? std::optional(static_cast<unsigned>(*value)) : std::nullopt;
}

std::optional<std::chrono::milliseconds> Node::time_span(std::chrono::milliseconds least,
                                                         std::chrono::milliseconds most) const {
  std::optional<std::chrono::milliseconds> span;
  if (const auto* seconds = std::get_if<double>(&json_->value)) {
    span = seconds_span(*seconds);
  } else if (const auto* text = std::get_if<std::string>(&json_->value)) {
    span = parse_time_span(*text);
    if (!span) {
      error(text::in_quotes(*text) + R"( is not a time span such as "5min" or "1h 30min")");
      return std::nullopt;
    }
  } else {
    wrong_kind("a time span such as \"5min\" or a number of seconds");
    return std::nullopt;
  }
  if (!span || *span < least || *span > most) {
    error("must be at least " + span_text(least) + " and at most " + span_text(most));
    return std::nullopt;
  }
  return span;
}

bool Node::has_fair_size(std::size_t size, std::size_t most) const {
  if (size == 0) {
    error("must not be empty");
  } else if (size > most) {
    error("has " + std::to_string(size) + " entries, more than the " + std::to_string(most) + " that are allowed");
  }
  return size > 0 && size <= most;
}

bool Node::is_empty_list() const {
  const auto* array = std::get_if<JsonArray>(&json_->value);
  return array != nullptr && array->empty();
}

std::vector<Node> Node::items(std::size_t most) const {
  const auto* array = std::get_if<JsonArray>(&json_->value);
  if (array == nullptr) {
    wrong_kind("a list in square brackets");
    return {};
  }
  if (!has_fair_size(array->size(), most)) {
    return {};
  }
  std::vector<Node> nodes;
  for (const auto& item : *array) {
    nodes.emplace_back(item, path_ + '[' + std::to_string(nodes.size()) + ']', *remarks_);
  }
  return nodes;
}

std::vector<Node::Member> Node::members(std::size_t most) const {
  const auto* object = std::get_if<JsonObject>(&json_->value);
  if (object == nullptr) {
    wrong_kind("an object in curly brackets");
    return {};
  }
  if (!has_fair_size(object->size(), most)) {
    return {};
  }
  std::vector<Member> members;
  std::set<std::string_view> seen;
  for (const auto& [key, value] : *object) {
    Node node(value, (path_.empty() ? path_ : path_ + '.') + text::one_line(key, longest_key), *remarks_);
    if (!seen.insert(key).second) {
      node.error("is given twice");
      continue;
    }
    members.push_back({key, std::move(node)});
  }
  return members;
}

ObjectReader::ObjectReader(const Node& object) : members_(object.members()) {}

std::optional<Node> ObjectReader::find(std::string_view key) {
  known_.emplace_back(key);
  const auto found =
      std::find_if(members_.begin(), members_.end(), [&](const auto& member) { return member.key == key; });
  return found == members_.end() ? std::nullopt : std::optional(found->value);
}

bool ObjectReader::was_asked_for(std::string_view key) const { return std::ranges::find(known_, key) != known_.end(); }

void ObjectReader::reject_others() const {
  for (const auto& member : members_) {
    if (!was_asked_for(member.key)) {
      const auto meant = text::nearest(member.key, known_);
      member.value.error("unknown key; " +
                         (meant.empty() ? "remove it" : "the nearest known one is " + text::in_quotes(meant)));
    }
  }
}

}  // namespace dyndns::config
