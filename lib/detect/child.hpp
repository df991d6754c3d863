// A shell command as a child process that cannot outstay its welcome.
#pragma once

#include <sys/types.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <string>

#include "ports/task.hpp"

namespace dyndns::detect {

// Runs `line` by /bin/sh -c in a process group of its own, with no open file but its standard ones (input is
// /dev/null) and an environment of PATH and LC_ALL alone: it inherits nothing, so also no secret.
class Child {
 public:
  // Throws boost::system::system_error when the process cannot be made.
  Child(const boost::asio::any_io_executor& executor, const std::string& line);
  ~Child();  // kills and reaps what still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  struct Output {
    std::string out;
    std::string err;
    int status = 0;  // as waitpid(2) gives it
  };
  // Until the child has ended and both outputs with it. What is beyond `limit` bytes of an output is read and dropped.
  [[nodiscard]] Task<Output> finish(std::size_t limit);

  // With all its group; finish() then returns soon.
  void kill() const;

 private:
  boost::asio::any_io_executor executor_;
  boost::asio::posix::stream_descriptor out_;
  boost::asio::posix::stream_descriptor err_;
  boost::asio::posix::stream_descriptor ended_;  // a pidfd: readable when the process has ended
  pid_t pid_ = -1;                               // -1 once it is reaped
};

}  // namespace dyndns::detect
