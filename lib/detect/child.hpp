// A shell command as a child process that cannot outstay its welcome.
#pragma once

#include <sys/types.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <optional>
#include <string>

#include "ports/task.hpp"

namespace dyndns::detect {

// Runs `line` by /bin/sh -c in a process group of its own, with no open file but its standard ones (input is
// /dev/null), signals as a new process expects them and an environment of PATH and LC_ALL alone: it inherits nothing,
// so also no secret. What leaves the group by setsid(2) is out of reach and is left to the service manager.
class Child {
 public:
  // Throws boost::system::system_error when the process cannot be made.
  Child(const boost::asio::any_io_executor& executor, const std::string& line);
  ~Child();  // kills the group, and reaps it; what does not die at that is not waited for, and reaped later
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  struct Output {
    std::string out;
    std::string err;
    std::optional<int> status{};  // as waitpid(2) gives it; nothing: not ended, or the kernel did not keep it for us
    bool is_long = false;         // `out` passed the limit, for which the child was killed
  };
  // Until the child has ended and all that holds one of its outputs open. Of `err`, the last `limit` bytes are kept.
  [[nodiscard]] Task<void> finish(std::size_t limit);
  // What there is so far.
  [[nodiscard]] const Output& output() const { return output_; }

 private:
  Task<void> read_out(std::size_t limit);
  Task<void> read_err(std::size_t limit);
  void kill() const;

  boost::asio::any_io_executor executor_;
  boost::asio::posix::stream_descriptor out_;
  boost::asio::posix::stream_descriptor err_;
  boost::asio::posix::stream_descriptor ended_;  // a pidfd: readable when the process has ended
  pid_t pid_ = -1;                               // -1 once it is reaped
  Output output_;
};

}  // namespace dyndns::detect
