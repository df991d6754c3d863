// Rows of text, for people and for grep.
#pragma once

#include <string>
#include <vector>

namespace dyndns::show {

using Row = std::vector<std::string>;

// One line a row, its cells apart by two spaces, in columns where they are `aligned`; else by one.
[[nodiscard]] std::string to_lines(const std::vector<Row>& rows, bool aligned);

}  // namespace dyndns::show
