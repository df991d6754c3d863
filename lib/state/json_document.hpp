// A JSON document that this program wrote, and that somebody may have edited since.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/failure.hpp"

namespace boost::json {
class object;
}

namespace dyndns::state {

inline constexpr std::size_t longest_document = 8UL * 1024 * 1024;  // bytes
inline constexpr std::size_t most_entries = 50'000;                 // of one list
inline constexpr int document_version = 1;

[[nodiscard]] Failure malformed(std::string what);

// Malformed, with what is wrong, when the document is longer or more deeply nested than one of ours, not JSON, not an
// object or of another version.
[[nodiscard]] Result<boost::json::object> parse_document(std::string_view document);

// What an entry of a list turned out to be.
enum class Entry { good, bad, repeated };

// Hands each object of the list to `take`. Malformed when it is not good ("records[3] is not as it was written"), or
// when there is no such list or it is too long.
[[nodiscard]] std::optional<Failure> read_list(const boost::json::object& object, std::string_view name,
                                               const std::function<Entry(const boost::json::object&)>& take);

// A list with one entry a line.
[[nodiscard]] std::string write_list(const std::vector<std::string>& entries);

}  // namespace dyndns::state
