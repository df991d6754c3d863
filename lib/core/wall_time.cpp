#include "core/wall_time.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace dyndns {
namespace {

namespace chrono = std::chrono;

constexpr std::string_view shape = "0000-00-00T00:00:00Z";  // 0 stands for a digit

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool has_shape(std::string_view text) {
  if (text.size() != shape.size()) {
    return false;
  }
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) {
      return false;
    }
  }
  return true;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) {
    value = value * 10 + (digit - '0');
  }
  return value;
}

unsigned count(std::string_view digits) { return static_cast<unsigned>(number(digits)); }

}  // namespace

std::string to_rfc3339(WallTime time) {
  const auto midnight = chrono::floor<chrono::days>(time);
  const chrono::year_month_day date(midnight);
  const chrono::hh_mm_ss clock(time - midnight);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::optional<WallTime> parse_rfc3339(std::string_view text) {
  if (!has_shape(text)) {
    return std::nullopt;
  }
  const chrono::year_month_day date(chrono::year(number(text.substr(0, 4))), chrono::month(count(text.substr(5, 2))),
                                    chrono::day(count(text.substr(8, 2))));
  const chrono::hours hours(number(text.substr(11, 2)));
  const chrono::minutes minutes(number(text.substr(14, 2)));
  const chrono::seconds seconds(number(text.substr(17, 2)));
  if (!date.ok() || hours.count() > 23 || minutes.count() > 59 || seconds.count() > 59) {
    return std::nullopt;
  }
  return chrono::sys_days(date) + hours + minutes + seconds;
}

}  // namespace dyndns
