#include "watch/reasons.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <limits>
#include <utility>

namespace dyndns::watch {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto burst = 500ms;
constexpr int most_at_once = 3;
constexpr auto pause = 1min;

constexpr auto short_sleep = 30s;  // nothing is late by more

std::chrono::nanoseconds read_clock(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// The kernel's two clocks that differ in this alone. They are no business of the Clock port: nobody waits for them.
std::chrono::nanoseconds time_suspended() { return read_clock(CLOCK_BOOTTIME) - read_clock(CLOCK_MONOTONIC); }

// Never expires, and can be read when the time of day has jumped: somebody set it, or it went on without us.
int open_alarm() {
  const int alarm = ::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  itimerspec never{};
  never.it_value.tv_sec = std::numeric_limits<time_t>::max();
  ::timerfd_settime(alarm, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr);
  return alarm;
}

bool has_jumped(int alarm) {
  std::uint64_t expirations = 0;
  return ::read(alarm, &expirations, sizeof expirations) < 0 && errno == ECANCELED;
}

}  // namespace

Task<void> watch_link(Network& network, Clock& clock, OnReason on_reason) {
  Ration ration(most_at_once, pause);
  auto known = network.outlook();
  for (;;) {
    co_await network.change_from(known);
    co_await clock.sleep_until(std::max(clock.steady() + burst, ration.next()));
    auto now = network.outlook();
    if (const auto reason = news(known, now)) {
      ration.take(clock.steady());
      on_reason(*reason);
    }
    known = std::move(now);
  }
}

Task<void> watch_resume(OnReason on_reason) {
  const auto executor = co_await asio::this_coro::executor;
  const auto number = open_alarm();
  if (number < 0) {
    co_return;
  }
  asio::posix::stream_descriptor alarm(executor, number);
  auto before = time_suspended();
  for (;;) {
    co_await alarm.async_wait(asio::posix::stream_descriptor::wait_read, asio::use_awaitable);
    if (!has_jumped(number)) {
      continue;
    }
    const auto now = time_suspended();
    if (const auto reason = slept(before, now)) {
      on_reason(*reason);
    }
    before = now;
  }
}

std::optional<std::string> slept(std::chrono::nanoseconds before, std::chrono::nanoseconds now) {
  const auto time = std::chrono::duration_cast<std::chrono::seconds>(now - before);
  if (time < short_sleep) {
    return std::nullopt;
  }
  return "the machine was suspended for " + std::to_string(time.count()) + " s";
}

}  // namespace dyndns::watch
