#include "async/bell.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace dyndns::async {
namespace asio = boost::asio;

Bell::Bell(const asio::any_io_executor& executor) : timer_(executor, asio::steady_timer::time_point::max()) {}

void Bell::ring() {
  rung_ = true;
  timer_.cancel();
}

Task<void> Bell::wait() {
  if (!std::exchange(rung_, false)) {
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    rung_ = false;
  }
}

Task<void> Bell::wait_until(Clock& clock, SteadyTime when) {
  using namespace asio::experimental::awaitable_operators;
  try {
    co_await (wait() || clock.sleep_until(when));
  } catch (const asio::multiple_exceptions& both) {
    std::rethrow_exception(both.first_exception());
  }
}

}  // namespace dyndns::async
