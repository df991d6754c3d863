// A task that a test has started and watches: whether it has ended, how, and what comes of cancelling it.
#pragma once

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "ports/task.hpp"

namespace dyndns::fakes {

// Declare it after the context, and let the task end before it goes.
template <class T>
class Running {
 public:
  Running(boost::asio::io_context& context, Task<T> task)
      : ended_(boost::asio::co_spawn(context, keep(std::move(task), kept_),
                                     boost::asio::bind_cancellation_slot(signal_.slot(), boost::asio::use_future))) {}

  void cancel() { signal_.emit(boost::asio::cancellation_type::terminal); }

  [[nodiscard]] bool has_ended() const {
    return ended_.valid() && ended_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }

  // What the task returned or threw; to be asked once, when it has ended.
  T outcome() {
    ended_.get();
    if constexpr (!std::is_void_v<T>) {
      return std::move(kept_->value());
    }
  }

  // Likewise to be asked once.
  [[nodiscard]] bool was_cancelled() {
    if (!has_ended()) {
      return false;
    }
    try {
      ended_.get();
    } catch (const boost::system::system_error& error) {
      return error.code() == boost::asio::error::operation_aborted;
    }
    return false;
  }

 private:
  using Kept = std::optional<std::conditional_t<std::is_void_v<T>, bool, T>>;

  // co_spawn() itself returns only what can be made of nothing, which a Result cannot.
  static Task<void> keep(Task<T> task, std::shared_ptr<Kept> to) {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(task);
    } else {
      auto value = co_await std::move(task);
      to->emplace(std::move(value));
    }
  }

  boost::asio::cancellation_signal signal_;
  std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
  std::future<void> ended_;
};

}  // namespace dyndns::fakes
