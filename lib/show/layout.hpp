// How things stand on a page for people: marks, columns, lines of 80 columns, times and spans.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/wall_time.hpp"

namespace dyndns::show {

inline constexpr std::size_t page_width = 80;  // columns: what every terminal has

// What the reader's terminal can show. A pipe gets marks, and no colour.
struct Style {
  bool has_colour = false;
  bool has_unicode = true;
};

enum class Mark { good, bad, warning, none, change, service };

[[nodiscard]] std::string mark(Mark which, const Style& style);  // one column: "✓", "✗", "!", "–", "→", "●"
[[nodiscard]] std::string bold(std::string_view text, const Style& style);

struct Cell {
  std::string text{};
  bool is_right = false;  // aligned so
};
using Row = std::vector<Cell>;

// One line a row, its cells in columns that are two spaces apart; each begins with `indent`.
[[nodiscard]] std::string to_table(const std::vector<Row>& rows, const std::string& indent);

// One line, its cells apart by one space: for programs that read lines.
[[nodiscard]] std::string to_line(const std::vector<std::string>& cells);

// `text` in lines of page_width columns at most, broken between words. The first begins with `first`, the others with
// as many spaces as that has columns.
[[nodiscard]] std::string wrapped(const std::string& first, std::string_view text);

// Code points, without what sets colours.
[[nodiscard]] std::size_t columns_of(std::string_view text);

// "40 s", "5 min", "3 h", "12 days"; of less than 0: "0 s".
[[nodiscard]] std::string span_of(std::chrono::seconds span);

[[nodiscard]] std::string ago(WallTime then, WallTime now);  // "5 min ago"

// Without loss: "300 s" is "5 min", "301 s" stays.
[[nodiscard]] std::string exact_span_of(std::chrono::seconds span);

[[nodiscard]] std::string date_of(WallTime time);  // "2026-11-23 13:05 UTC": for files and the journal

// For the reader, by the clock on the wall (TZ): "14:05" of the same day, "23 Nov 14:05" of the last or next ten
// months, else "23 Nov 2025".
[[nodiscard]] std::string local_time(WallTime time, WallTime now);

}  // namespace dyndns::show
