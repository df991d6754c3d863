#include "show/layout.hpp"

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

std::string span_of(std::chrono::seconds span) {
  using namespace std::chrono_literals;
  if (span < 2min) {
    return std::to_string(std::max<std::chrono::seconds>(span, 0s).count()) + " s";
  }
  if (span < 2h) {
    return std::to_string(span / 1min) + " min";
  }
  return span < 48h ? std::to_string(span / 1h) + " h" : std::to_string(span / 24h) + " days";
}

std::string date_of(WallTime time) {
  const auto text = to_rfc3339(time);  // 2026-11-23T13:05:09Z
  return text.substr(0, 10) + ' ' + text.substr(11, 5) + " UTC";
}

}  // namespace dyndns::show
