#include "config/keys/pace.hpp"

namespace dyndns::config {
namespace {

using namespace std::chrono_literals;

constexpr auto longest_interval = 30 * 24h;

}  // namespace

void read_pace(ObjectReader& config, Settings& settings) {
  if (const auto interval = config.find("interval")) {
    replace(settings.interval, interval->time_span(1s, longest_interval));
    if (settings.interval < 1min) {
      interval->warning("under a minute burdens those who are asked; \"5min\" is usual");
    }
  }
  if (const auto jitter = config.find("jitter")) {
    replace(settings.jitter, jitter->number(0, 0.5));
  }
  if (const auto quorum = config.find("quorum")) {
    replace(settings.quorum, quorum->whole(1, 100));
  }
  if (const auto timeout = config.find("timeout")) {
    replace(settings.timeout, timeout->time_span(100ms, 2min));
  }
  if (const auto verify = config.find("verify_interval")) {
    replace(settings.verify_interval, verify->time_span(1s, longest_interval));
  }
}

}  // namespace dyndns::config
