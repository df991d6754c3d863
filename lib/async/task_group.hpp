// Tasks side by side on one loop, none of which outlives the group (structured concurrency).
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "async/bell.hpp"
#include "ports/task.hpp"

namespace dyndns::async {

// Await join() in the function that made the group, and wait for nothing else in that function before it: the tasks may
// refer to what the function owns, and only join() sees to it that they have ended when it is cancelled. A cancellation
// that comes while something else is waited for is thrown at the next co_await, be it join() itself, before it begins.
class TaskGroup {
 public:
  explicit TaskGroup(const boost::asio::any_io_executor& executor);

  void start(Task<void> task);  // soon, not now; after cancel() never
  void cancel();  // all that still run, the caller among them if it is one of the tasks; they end soon, not now

  // Returns when every task has ended. When the waiting coroutine is cancelled, the tasks are too, and they are waited
  // for all the same; so they are when one of them throws. Throws the first exception of a task (but none that comes of
  // cancel()), or the cancellation.
  [[nodiscard]] Task<void> join();

 private:
  struct Shared {
    explicit Shared(const boost::asio::any_io_executor& executor) : ended(executor) {}

    void note(const std::exception_ptr& exception);

    std::size_t running = 0;
    bool cancelled = false;
    std::exception_ptr first_exception;
    Bell ended;
  };

  boost::asio::any_io_executor executor_;
  std::deque<boost::asio::cancellation_signal> signals_;  // a deque: slots keep their address
  std::shared_ptr<Shared> shared_;
};

template <class T>
[[nodiscard]] std::vector<T> unwrapped(std::vector<std::optional<T>> places) {
  std::vector<T> results;
  for (auto& place : places) {
    results.push_back(*std::move(place));
  }
  return results;
}

// For a group: runs a task and keeps what it returns in a place that outlives the group.
template <class T, class Place>
[[nodiscard]] Task<void> keep(Task<T> task, Place& place) {
  place = co_await std::move(task);
}

// Runs the tasks side by side and returns their results, in the tasks' order. Ends, and throws, as TaskGroup::join().
template <class T>
[[nodiscard]] Task<std::vector<T>> side_by_side(std::vector<Task<T>> tasks) {
  std::vector<std::optional<T>> places(tasks.size());
  TaskGroup group(co_await boost::asio::this_coro::executor);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    group.start(keep(std::move(tasks[i]), places[i]));
  }
  co_await group.join();
  co_return unwrapped(std::move(places));
}

// Calls make(0) to make(count - 1) and runs what they return, at most `most` side by side: each is made when its turn
// comes. Returns the results in that order. Ends, and throws, as TaskGroup::join().
template <class T>
[[nodiscard]] Task<std::vector<T>> side_by_side(std::size_t count, std::size_t most,
                                                std::function<Task<T>(std::size_t)> make) {
  std::vector<std::optional<T>> places(count);
  std::size_t next = 0;
  const auto work = [](const std::function<Task<T>(std::size_t)>& from, std::size_t& to_do,
                       std::vector<std::optional<T>>& results) -> Task<void> {
    while (to_do < results.size()) {
      const auto mine = to_do++;
      results[mine] = co_await from(mine);
    }
  };
  TaskGroup workers(co_await boost::asio::this_coro::executor);
  for (std::size_t i = 0; i < std::min(count, most); ++i) {
    workers.start(work(make, next, places));
  }
  co_await workers.join();
  co_return unwrapped(std::move(places));
}

}  // namespace dyndns::async
