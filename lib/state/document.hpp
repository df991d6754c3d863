// A JSON document that this program wrote, and that somebody may have edited since.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/failure.hpp"
#include "core/wall_time.hpp"

namespace boost::json {
class object;
}

namespace dyndns::state {

inline constexpr std::size_t longest_document = 8UL * 1024 * 1024;  // bytes
inline constexpr std::size_t most_entries = 50'000;                 // of one list
inline constexpr int document_version = 1;

[[nodiscard]] Failure malformed(std::string what);
[[nodiscard]] Failure malformed_entry(std::string_view list, std::size_t index, std::string_view what);

// Malformed, with what is wrong, when the document is longer or more deeply nested than one of ours, not JSON, not an
// object or of another version.
[[nodiscard]] Result<boost::json::object> parse_document(std::string_view document);

// Members of an object: nothing for one that is absent or not what it should be.
[[nodiscard]] std::optional<std::string_view> text_member(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::optional<std::vector<std::string>> texts_member(const boost::json::object& object,
                                                                   std::string_view name);
[[nodiscard]] std::optional<std::int64_t> whole_member(const boost::json::object& object, std::string_view name,
                                                       std::int64_t largest);  // from 0
[[nodiscard]] std::optional<WallTime> time_member(const boost::json::object& object, std::string_view name);

// The objects of a list, null in place of what is none. Malformed when there is no such list or it is too long.
[[nodiscard]] Result<std::vector<const boost::json::object*>> list_member(const boost::json::object& object,
                                                                          std::string_view name);

// The list of what `read` makes of each object. Malformed where it makes nothing: "records[3] is not as this program
// writes it".
template <class T>
[[nodiscard]] Result<std::vector<T>> read_list(const boost::json::object& object, std::string_view name,
                                               std::optional<T> (*read)(const boost::json::object&)) {
  const auto entries = list_member(object, name);
  if (!entries) {
    return entries.error();
  }
  std::vector<T> list;
  for (const auto* const entry : *entries) {
    auto one = entry == nullptr ? std::nullopt : read(*entry);
    if (!one) {
      return malformed_entry(name, list.size(), "is not as this program writes it");
    }
    list.push_back(*std::move(one));
  }
  return list;
}

// A list with one entry a line.
[[nodiscard]] std::string write_list(const std::vector<std::string>& entries);

}  // namespace dyndns::state
