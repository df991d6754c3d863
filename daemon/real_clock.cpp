#include "real_clock.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dyndns::daemon {
namespace asio = boost::asio;

SteadyTime RealClock::steady() const { return std::chrono::steady_clock::now(); }

WallTime RealClock::wall() const {
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

Task<void> RealClock::sleep_until(SteadyTime when) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, when);
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace dyndns::daemon
