#include "show/human_time.hpp"

#include "core/wall_time.hpp"

namespace dyndns::show {

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
