#include "state/json_document.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace dyndns::state {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest_nesting = 16;

bool is_of_this_version(const json::object& object) {
  const auto* const found = object.if_contains("version");
  return found != nullptr && found->is_int64() && found->get_int64() == document_version;
}

Entry take_value(const json::value& value, const std::function<Entry(const json::object&)>& take) {
  const auto* const object = value.if_object();
  return object == nullptr ? Entry::bad : take(*object);
}

}  // namespace

Failure malformed(std::string what) { return {Fault::malformed, std::move(what)}; }

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
  if (!value.is_object() || !is_of_this_version(value.get_object())) {
    return malformed("not of version " + std::to_string(document_version));
  }
  return std::move(value.get_object());
}

std::optional<Failure> read_list(const json::object& object, std::string_view name,
                                 const std::function<Entry(const json::object&)>& take) {
  const auto* const found = object.if_contains(name);
  if (found == nullptr || !found->is_array()) {
    return malformed("without " + std::string(name));
  }
  const auto& list = found->get_array();
  if (list.size() > most_entries) {
    return malformed("more than " + std::to_string(most_entries) + " " + std::string(name));
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto entry = take_value(list[i], take);
    if (entry != Entry::good) {
      return malformed(std::string(name) + "[" + std::to_string(i) + "] is " +
                       (entry == Entry::bad ? "not as it was written" : "there twice"));
    }
  }
  return std::nullopt;
}

std::string write_list(const std::vector<std::string>& entries) {
  std::string list = "[";
  for (const auto& entry : entries) {
    list += (list.size() == 1 ? "\n    " : ",\n    ") + entry;
  }
  return list + "\n  ]";
}

}  // namespace dyndns::state
