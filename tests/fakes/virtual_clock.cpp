#include "fakes/virtual_clock.hpp"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace dyndns::fakes {
namespace asio = boost::asio;

// One coroutine that sleeps. It waits for a real timer that never expires, and awakes by that timer's end.
class VirtualClock::Sleep {
 public:
  Sleep(const asio::any_io_executor& executor, std::shared_ptr<Sleepers> sleepers, SteadyTime due)
      : timer_(executor, SteadyTime::max()), sleepers_(std::move(sleepers)), place_(sleepers_->emplace(due, this)) {}
  Sleep(const Sleep&) = delete;
  Sleep& operator=(const Sleep&) = delete;
  ~Sleep() { leave(); }

  Task<void> until_woken() {
    boost::system::error_code error;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
    if (!woken_) {
      throw boost::system::system_error(error);
    }
  }

  void wake() {
    leave();
    woken_ = true;
    timer_.cancel();
  }

 private:
  void leave() {
    if (!woken_) {
      sleepers_->erase(place_);
    }
  }

  asio::steady_timer timer_;
  std::shared_ptr<Sleepers> sleepers_;
  Sleepers::iterator place_;
  bool woken_ = false;
};

VirtualClock::VirtualClock(asio::io_context& context, WallTime wall, SteadyTime steady)
    : context_(context),
      steady_(steady),
      wall_shift_(wall.time_since_epoch() - std::chrono::floor<std::chrono::seconds>(steady.time_since_epoch())) {}

WallTime VirtualClock::wall() const {
  return WallTime(std::chrono::floor<std::chrono::seconds>(steady_.time_since_epoch()) + wall_shift_);
}

Task<void> VirtualClock::sleep_until(SteadyTime when) {
  if (when <= steady_) {
    co_return;
  }
  const auto executor = co_await asio::this_coro::executor;
  Sleep sleep(executor, sleepers_, when);
  co_await sleep.until_woken();
}

void VirtualClock::run_ready() {
  // A context that ran out of work says so once and then runs nothing more.
  context_.restart();
  context_.poll();
}

void VirtualClock::advance_to(SteadyTime when) {
  run_ready();
  for (auto due = next_due(); due && *due <= when; due = next_due()) {
    steady_ = *due;
    wake_due();
    run_ready();
  }
  steady_ = std::max(steady_, when);
}

bool VirtualClock::advance_to_next() {
  run_ready();
  const auto due = next_due();
  if (due) {
    advance_to(*due);
  }
  return due.has_value();
}

std::optional<SteadyTime> VirtualClock::next_due() const {
  return sleepers_->empty() ? std::nullopt : std::optional(sleepers_->begin()->first);
}

void VirtualClock::wake_due() {
  while (!sleepers_->empty() && sleepers_->begin()->first <= steady_) {
    sleepers_->begin()->second->wake();
  }
}

}  // namespace dyndns::fakes
