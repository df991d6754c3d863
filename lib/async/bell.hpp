// Lets one coroutine wait for what others do on the same loop.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "ports/clock.hpp"
#include "ports/task.hpp"

namespace dyndns::async {

class Bell {
 public:
  explicit Bell(const boost::asio::any_io_executor& executor);

  // Wakes the waiting coroutine, or the next one that waits: a ring is not lost, several count as one.
  void ring();

  // Returns when the bell rings or when the coroutine is cancelled; never throws for a cancellation.
  [[nodiscard]] Task<void> wait();
  // Returns when the bell rings or the time has come, whichever is first.
  [[nodiscard]] Task<void> wait_until(Clock& clock, SteadyTime when);

 private:
  boost::asio::steady_timer timer_;  // never expires: its cancellation is the ring
  bool rung_ = false;
};

}  // namespace dyndns::async
