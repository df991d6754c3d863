#include "show/layout.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <iomanip>
#include <sstream>

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

struct Look {
  std::string_view unicode;
  std::string_view ascii;
  std::string_view colour;  // of SGR (ECMA-48); red is for what is wrong, and for nothing else
};

// In the order of Mark.
constexpr std::array<Look, 6> looks = {
    {{"✓", "+", "32"}, {"✗", "x", "31"}, {"!", "!", "33"}, {"–", "-", "2"}, {"→", ">", "36"}, {"●", "*", "1"}}};

std::string coloured(std::string_view text, std::string_view colour, const Style& style) {
  return style.has_colour ? "\x1b[" + std::string(colour) + 'm' + std::string(text) + "\x1b[0m" : std::string(text);
}

std::vector<std::size_t> widths_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], columns_of(row[i].text));
    }
  }
  return widths;
}

std::string without_trailing_space(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

std::tm on_the_wall(WallTime time) {
  const std::time_t seconds = time.time_since_epoch().count();
  std::tm parts{};
  ::tzset();  // which localtime_r() need not do
  ::localtime_r(&seconds, &parts);
  return parts;
}

std::string format(const char* how, const std::tm& time) {
  std::ostringstream text;
  text << std::put_time(&time, how);
  return text.str();
}

}  // namespace

std::string mark(Mark which, const Style& style) {
  const auto& look = looks.at(static_cast<std::size_t>(which));
  return coloured(style.has_unicode ? look.unicode : look.ascii, look.colour, style);
}

std::string bold(std::string_view text, const Style& style) { return coloured(text, "1", style); }

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  bool is_colour = false;
  for (const char c : text) {
    is_colour = is_colour || c == '\x1b';
    const bool continues = (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
    columns += is_colour || continues ? 0 : 1;
    is_colour = is_colour && c != 'm';
  }
  return columns;
}

std::string to_table(const std::vector<Row>& rows, const std::string& indent) {
  const auto widths = widths_of(rows);
  std::string lines;
  for (const auto& row : rows) {
    auto line = indent;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - columns_of(row[i].text), ' ');
      line += (i == 0 ? "" : "  ") + (row[i].is_right ? padding + row[i].text : row[i].text + padding);
    }
    lines += without_trailing_space(line) + '\n';
  }
  return lines;
}

std::string to_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const auto& cell : cells) {
    line += cell + ' ';
  }
  return without_trailing_space(line) + '\n';
}

std::string wrapped(const std::string& first, std::string_view text) {
  const auto indent = columns_of(first);
  std::string lines;
  auto line = first;
  auto used = indent;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const auto word = text.substr(begin, end - begin);
    const bool is_first = used == indent;
    if (!is_first && used + 1 + columns_of(word) > page_width) {
      lines += without_trailing_space(line) + '\n';
      line = std::string(indent, ' ');
      used = indent;
    }
    const bool needs_space = used != indent;
    line += (needs_space ? " " : "") + std::string(word);
    used += columns_of(word) + (needs_space ? 1 : 0);
    begin = end + 1;
  }
  return lines + without_trailing_space(line) + '\n';
}

std::string span_of(std::chrono::seconds span) {
  if (span < 2min) {
    return std::to_string(std::max<std::chrono::seconds>(span, 0s).count()) + " s";
  }
  if (span < 2h) {
    return std::to_string(span / 1min) + " min";
  }
  return span < 48h ? std::to_string(span / 1h) + " h" : std::to_string(span / 24h) + " days";
}

std::string ago(WallTime then, WallTime now) { return span_of(now - then) + " ago"; }

std::string exact_span_of(std::chrono::seconds span) {
  if (span > 0s && span % 1h == 0s) {
    return std::to_string(span / 1h) + " h";
  }
  return span > 0s && span % 1min == 0s ? std::to_string(span / 1min) + " min" : std::to_string(span.count()) + " s";
}

std::string date_of(WallTime time) {
  const auto text = to_rfc3339(time);  // 2026-11-23T13:05:09Z
  return text.substr(0, 10) + ' ' + text.substr(11, 5) + " UTC";
}

std::string local_time(WallTime time, WallTime now) {
  const auto then = on_the_wall(time);
  const auto today = on_the_wall(now);
  if (then.tm_year == today.tm_year && then.tm_yday == today.tm_yday) {
    return format("%H:%M", then);
  }
  const bool is_near = std::chrono::abs(time - now) < std::chrono::days(300);
  return std::to_string(then.tm_mday) + format(is_near ? " %b %H:%M" : " %b %Y", then);
}

}  // namespace dyndns::show
