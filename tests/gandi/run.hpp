// Runs one task to its end on a loop of its own, beside which others may begin.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "fakes/running.hpp"

namespace dyndns {

// Throws what the task throws.
template <class T>
T run(Task<T> task) {
  boost::asio::io_context loop;
  fakes::Running<T> running(loop, std::move(task));
  loop.run();
  return running.outcome();
}

// Lets the other requests of a loop begin before this one ends.
inline Task<void> pass_turn() {
  boost::asio::steady_timer now(co_await boost::asio::this_coro::executor,
                                boost::asio::steady_timer::time_point::min());
  co_await now.async_wait(boost::asio::use_awaitable);
}

}  // namespace dyndns
