// What is taken from Gandi at most; what goes beyond is a failure, not a surprise.
#pragma once

#include <chrono>
#include <cstddef>

namespace dyndns::gandi::limits {

inline constexpr std::size_t answer_bytes = 4UL * 1024 * 1024;
inline constexpr std::size_t answer_tags = 250'000;  // of an XML answer, opening and closing ones
inline constexpr int answer_depth = 32;              // of values within values
inline constexpr std::size_t excerpt_length = 120;   // of what is quoted in a message

// How long a 429 can stop us, and how long it does where it does not say.
inline constexpr std::chrono::seconds retry_after = std::chrono::hours(24);
inline constexpr std::chrono::seconds shortest_retry_after = std::chrono::seconds(1);
inline constexpr std::chrono::seconds retry_after_unasked = std::chrono::minutes(1);

inline constexpr std::size_t pages = 200;       // of one list
inline constexpr std::size_t side_by_side = 8;  // calls

// Each has a connection, and once a day somebody who asks one thing after another over one of his own asks beside the
// round: no more than ten connections in all.
inline constexpr std::size_t requests_at_once = 9;

// Of LiveDNS (docs/decisions/0004-livedns-list-or-single.md).
inline constexpr std::size_t rrsets_a_page = 500;
inline constexpr std::size_t writes_of_a_zone = 4;  // side by side

}  // namespace dyndns::gandi::limits
