// The machine's clock, whose time of day a test can set.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "ports/clock.hpp"

namespace dyndns::http {

class SettableClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] WallTime wall() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + shift;
  }
  [[nodiscard]] Task<void> sleep_until(SteadyTime when) override {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, when);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }

  std::chrono::seconds shift{0};
};

}  // namespace dyndns::http
