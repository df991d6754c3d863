#include "systemd/watchdog.hpp"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdint>

namespace dyndns::systemd {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;

constexpr microseconds longest_period = 24h;
constexpr microseconds shortest_pause = 1ms;  // whatever systemd asks for, the loop must get to its work

}  // namespace

microseconds watchdog_period() {
  std::uint64_t period = 0;
  if (::sd_watchdog_enabled(0, &period) <= 0) {
    return 0us;
  }
  return microseconds(std::min(period, static_cast<std::uint64_t>(longest_period.count())));
}

Task<void> watch(Clock& clock, Supervisor& supervisor, const Progress& progress, microseconds period,
                 std::function<void()> on_stuck) {
  if (period <= 0us) {
    co_return;
  }
  const auto pause = std::max(period / 2, shortest_pause);
  for (bool was_stuck = false;;) {
    const auto now = clock.steady();
    const bool is_stuck = progress.is_overdue(now);
    if (!is_stuck) {
      supervisor.alive();
    } else if (!was_stuck) {
      on_stuck();
    }
    was_stuck = is_stuck;
    co_await clock.sleep_until(now + pause);
  }
}

}  // namespace dyndns::systemd
