// How things stand on a page for people: rows in columns, times and spans.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/wall_time.hpp"

namespace dyndns::show {

using Row = std::vector<std::string>;

// One line a row, its cells apart by two spaces, in columns where they are `aligned`; else by one.
[[nodiscard]] std::string to_lines(const std::vector<Row>& rows, bool aligned);

// "40 s", "5 min", "3 h", "12 days"; of less than 0: "0 s".
[[nodiscard]] std::string span_of(std::chrono::seconds span);

[[nodiscard]] std::string date_of(WallTime time);  // "2026-11-23 13:05 UTC"

}  // namespace dyndns::show
