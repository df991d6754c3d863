#include "show/table.hpp"

#include <algorithm>

namespace dyndns::show {
namespace {

std::vector<std::size_t> widths_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], row[i].size());
    }
  }
  return widths;
}

}  // namespace

std::string to_lines(const std::vector<Row>& rows, bool aligned) {
  const auto widths = widths_of(rows);
  std::string lines;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i] + (aligned ? std::string(widths[i] - row[i].size() + 2, ' ') : " ");
    }
    lines += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return lines;
}

}  // namespace dyndns::show
