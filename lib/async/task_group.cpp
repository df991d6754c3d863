#include "async/task_group.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

namespace dyndns::async {
namespace asio = boost::asio;

namespace {

// Asio throws out of co_spawn() when a task was cancelled and ends before it has waited for anything (1.81). So every
// task waits once.
Task<void> wait_and_begin(Task<void> task) {
  co_await asio::post(asio::use_awaitable);
  co_await std::move(task);
}

}  // namespace

void TaskGroup::Shared::note(const std::exception_ptr& exception) {
  try {
    if (exception) {
      std::rethrow_exception(exception);
    }
  } catch (const boost::system::system_error& error) {
    if (!cancelled || error.code() != asio::error::operation_aborted) {
      first_exception = first_exception ? first_exception : exception;
    }
  } catch (...) {
    first_exception = first_exception ? first_exception : exception;
  }
}

TaskGroup::TaskGroup(const asio::any_io_executor& executor)
    : executor_(executor), shared_(std::make_shared<Shared>(executor)) {}

void TaskGroup::start(Task<void> task) {
  if (shared_->cancelled) {
    return;
  }
  ++shared_->running;
  auto& signal = signals_.emplace_back();
  auto ended = [shared = shared_](const std::exception_ptr& exception) {
    --shared->running;
    shared->note(exception);
    shared->ended.ring();
  };
  asio::co_spawn(executor_, wait_and_begin(std::move(task)),
                 asio::bind_cancellation_slot(signal.slot(), std::move(ended)));
}

void TaskGroup::cancel() {
  shared_->cancelled = true;
  for (auto& signal : signals_) {
    signal.emit(asio::cancellation_type::terminal);
  }
}

Task<void> TaskGroup::join() {
  // The tasks have to be waited for even by a coroutine that is cancelled, so the cancellation is looked at, not
  // thrown.
  co_await asio::this_coro::throw_if_cancelled(false);
  const auto state = co_await asio::this_coro::cancellation_state;
  const auto is_cancelled = [&state] { return state.cancelled() != asio::cancellation_type::none; };
  while (shared_->running > 0) {
    if ((is_cancelled() || shared_->first_exception) && !shared_->cancelled) {
      cancel();
    }
    co_await shared_->ended.wait();
  }
  co_await asio::this_coro::throw_if_cancelled(true);
  if (is_cancelled()) {
    throw boost::system::system_error(asio::error::operation_aborted);
  }
  if (shared_->first_exception) {
    std::rethrow_exception(shared_->first_exception);
  }
}

}  // namespace dyndns::async
