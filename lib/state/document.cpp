#include "state/document.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest_nesting = 16;

}  // namespace

Failure malformed(std::string what) { return {Fault::malformed, std::move(what)}; }

Failure malformed_entry(std::string_view list, std::size_t index, std::string_view what) {
  return malformed(std::string(list) + "[" + std::to_string(index) + "] " + std::string(what));
}

Result<json::object> parse_document(std::string_view document) {
  if (document.size() > longest_document) {
    return malformed("longer than " + std::to_string(longest_document) + " bytes");
  }
  json::parse_options options;
  options.max_depth = deepest_nesting;
  boost::system::error_code error;
  auto value = json::parse(document, error, {}, options);
  if (error) {
    return malformed("not JSON: " + error.message());
  }
  if (!value.is_object() || whole_member(value.get_object(), "version", document_version) != document_version) {
    return malformed("not of version " + std::to_string(document_version));
  }
  return std::move(value.get_object());
}

std::optional<std::string_view> text_member(const json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  const auto* const value = found == nullptr ? nullptr : found->if_string();
  return value == nullptr ? std::nullopt : std::optional(std::string_view(*value));
}

std::optional<std::vector<std::string>> texts_member(const json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  if (found == nullptr || !found->is_array()) {
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const auto& value : found->get_array()) {
    if (!value.is_string()) {
      return std::nullopt;
    }
    texts.emplace_back(value.get_string());
  }
  return texts;
}

std::optional<std::int64_t> whole_member(const json::object& object, std::string_view name, std::int64_t largest) {
  const auto* const found = object.if_contains(name);
  const auto* const value = found == nullptr ? nullptr : found->if_int64();
  return value != nullptr && *value >= 0 && *value <= largest ? std::optional(*value) : std::nullopt;
}

std::optional<WallTime> time_member(const json::object& object, std::string_view name) {
  const auto value = text_member(object, name);
  return value ? parse_rfc3339(*value) : std::nullopt;
}

Result<std::vector<const json::object*>> list_member(const json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  if (found == nullptr || !found->is_array()) {
    return malformed("without " + std::string(name));
  }
  const auto& list = found->get_array();
  if (list.size() > most_entries) {
    return malformed("more than " + std::to_string(most_entries) + " " + std::string(name));
  }
  std::vector<const json::object*> entries;
  for (const auto& value : list) {
    entries.push_back(value.if_object());
  }
  return entries;
}

std::string write_list(const std::vector<std::string>& entries) {
  std::string list = "[";
  for (const auto& entry : entries) {
    list += (list.size() == 1 ? "\n    " : ",\n    ") + entry;
  }
  return list + "\n  ]";
}

}  // namespace dyndns::state
