// A clock that stands still until a test moves it: hours of sleeping pass in microseconds, and always in the same
// order.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <cstddef>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "ports/clock.hpp"

namespace dyndns::fakes {

// For one thread, and for coroutines that wait for this clock and for each other: what waits for a socket or a real
// timer is ready when the kernel says so, and time does not stand still for it.
class VirtualClock final : public Clock {
 public:
  using Duration = SteadyTime::duration;

  static constexpr WallTime new_year{std::chrono::seconds(1'767'225'600)};  // 2026-01-01 00:00:00 UTC
  static constexpr SteadyTime long_after_boot{std::chrono::hours(1000)};

  explicit VirtualClock(boost::asio::io_context& context, WallTime wall = new_year,
                        SteadyTime steady = long_after_boot);

  [[nodiscard]] SteadyTime steady() const override { return steady_; }
  [[nodiscard]] WallTime wall() const override;
  [[nodiscard]] Task<void> sleep_until(SteadyTime when) override;

  // Runs whatever can run without time passing.
  void run_ready();

  // Lets time pass. Everybody who sleeps awakes at exactly his time, in order; who is due at the same time, in the
  // order in which they fell asleep; and runs until he sleeps again before time passes on.
  void advance(Duration duration) { advance_to(steady_ + duration); }
  void advance_to(SteadyTime when);

  // Lets time pass to the next who is due; false when nobody sleeps.
  bool advance_to_next();

  // Runs a task to its end, letting time pass as it needs, and returns or throws what it does. Throws
  // std::runtime_error when it is still not at its end after `limit`, or waits for what never comes.
  template <class T>
  T run(Task<T> task, Duration limit = std::chrono::hours(24));

  [[nodiscard]] std::size_t sleepers() const { return sleepers_->size(); }
  [[nodiscard]] std::optional<SteadyTime> next_due() const;

  // Somebody sets the time of day, or the machine was suspended: steady time does not notice.
  void shift_wall(std::chrono::seconds by) { wall_shift_ += by; }

 private:
  class Sleep;
  using Sleepers = std::multimap<SteadyTime, Sleep*>;

  void wake_due();

  boost::asio::io_context& context_;
  SteadyTime steady_;
  WallTime::duration wall_shift_;  // from steady to wall
  // Shared with the sleeping coroutines, which may outlive the clock: the context destroys them with itself.
  std::shared_ptr<Sleepers> sleepers_ = std::make_shared<Sleepers>();
};

template <class T>
T VirtualClock::run(Task<T> task, Duration limit) {
  const auto until = steady_ + limit;
  auto outcome = boost::asio::co_spawn(context_, std::move(task), boost::asio::use_future);
  run_ready();
  while (outcome.wait_for(Duration::zero()) != std::future_status::ready) {
    const auto due = next_due();
    if (!due || *due > until) {
      throw std::runtime_error(due ? "the task took too long" : "the task waits for what never comes");
    }
    advance_to(*due);
  }
  return outcome.get();
}

}  // namespace dyndns::fakes
