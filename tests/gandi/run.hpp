// Runs one task to its end on a loop of its own.
#pragma once

#include <boost/asio/io_context.hpp>
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

}  // namespace dyndns
