#include "watch/link.hpp"

#include <algorithm>
#include <utility>

#include "watch/ration.hpp"

namespace dyndns::watch {
namespace {

using namespace std::chrono_literals;

constexpr auto burst = 500ms;
constexpr int most_at_once = 3;
constexpr auto pause = 1min;

}  // namespace

Task<void> watch_link(Network& network, Clock& clock, std::function<void(const std::string&)> tell) {
  Ration ration(most_at_once, pause);
  auto known = network.look();
  for (;;) {
    co_await network.change_from(known);
    co_await clock.sleep_until(std::max(clock.steady() + burst, ration.next()));
    auto now = network.look();
    if (const auto reason = news(known, now)) {
      ration.take(clock.steady());
      tell(*reason);
    }
    known = std::move(now);
  }
}

}  // namespace dyndns::watch
