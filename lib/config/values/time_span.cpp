#include "config/values/time_span.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace dyndns::config {
namespace {

constexpr double longest = 10.0 * 365.25 * 86400;  // in seconds

struct Unit {
  std::string_view name;
  double seconds;
};

constexpr std::array<Unit, 31> units = {{
    {"us", 1e-6},
    {"usec", 1e-6},
    {"\xc2\xb5s", 1e-6},
    {"\xce\xbcs", 1e-6},
    {"ms", 1e-3},
    {"msec", 1e-3},
    {"", 1},
    {"s", 1},
    {"sec", 1},
    {"second", 1},
    {"seconds", 1},
    {"m", 60},
    {"min", 60},
    {"minute", 60},
    {"minutes", 60},
    {"h", 3600},
    {"hr", 3600},
    {"hour", 3600},
    {"hours", 3600},
    {"d", 86400},
    {"day", 86400},
    {"days", 86400},
    {"w", 604800},
    {"week", 604800},
    {"weeks", 604800},
    {"M", 2629800},
    {"month", 2629800},
    {"months", 2629800},
    {"y", 31557600},
    {"year", 31557600},
    {"years", 31557600},
}};

std::string_view take_while(std::string_view& text, std::string_view characters, bool wanted) {
  const auto end = wanted ? text.find_first_not_of(characters) : text.find_first_of(characters);
  const auto taken = text.substr(0, end);
  text.remove_prefix(taken.size());
  return taken;
}

// "1h", "1.5 h" or "90" from the front of the text, in seconds.
std::optional<double> take_part(std::string_view& text) {
  const auto digits = take_while(text, "0123456789.", true);
  double number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
    return std::nullopt;
  }
  take_while(text, " \t", true);
  const auto name = take_while(text, "0123456789. \t", false);
  const auto* const unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == name; });
  return unit == units.end() ? std::nullopt : std::optional(number * unit->seconds);
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_time_span(std::string_view text) {
  double seconds = 0;
  take_while(text, " \t", true);
  do {
    const auto part = take_part(text);
    if (!part) {
      return std::nullopt;
    }
    seconds += *part;
    take_while(text, " \t", true);
  } while (!text.empty());
  return seconds_span(seconds);
}

std::optional<std::chrono::milliseconds> seconds_span(double seconds) {
  if (!(seconds >= 0 && seconds <= longest)) {
    return std::nullopt;
  }
  // A hair more, so that 0.3 is 300 ms although no double is 0.3.
  return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(seconds * 1000 + 1e-4));
}

std::string span_text(std::chrono::milliseconds span) {
  constexpr std::array<std::pair<std::string_view, int>, 4> scale = {
      {{"d", 86'400'000}, {"h", 3'600'000}, {"min", 60'000}, {"s", 1000}}};
  for (const auto& [name, size] : scale) {
    if (span.count() != 0 && span.count() % size == 0) {
      return std::to_string(span.count() / size) + std::string(name);
    }
  }
  return std::to_string(span.count()) + "ms";
}

}  // namespace dyndns::config
