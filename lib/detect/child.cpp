#include "detect/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <utility>
#include <vector>

#include "async/task_group.hpp"
#include "file/descriptor.hpp"

namespace dyndns::detect {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

void check(int error, const char* what) {
  if (error != 0) {
    throw boost::system::system_error(error, boost::system::system_category(), what);
  }
}

// Gives the writing end of a pipe that `reading` takes the other end of.
int open_pipe_to(Descriptor& reading) {
  std::array<int, 2> ends{};
  check(::pipe2(ends.data(), O_CLOEXEC) == 0 ? 0 : errno, "pipe");
  reading.assign(ends[0]);
  return ends[1];
}

class SpawnPlan {
 public:
  SpawnPlan(int out, int err) {
    check(::posix_spawn_file_actions_init(&files_), "posix_spawn");
    check(::posix_spawnattr_init(&attributes_), "posix_spawn");
    ::posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files_, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files_, err, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
    // Signals as a new process expects them: we block or ignore some.
    sigset_t all;
    sigset_t none;
    ::sigfillset(&all);
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  pid_t spawn_shell(std::string line) {
    std::array<std::string, 3> words = {"sh", "-c", std::move(line)};
    std::array<std::string, 2> variables = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                                            "LC_ALL=C"};
    const std::array<char*, 4> arguments = {words[0].data(), words[1].data(), words[2].data(), nullptr};
    const std::array<char*, 3> environment = {variables[0].data(), variables[1].data(), nullptr};
    pid_t pid = -1;
    check(::posix_spawn(&pid, "/bin/sh", &files_, &attributes_, arguments.data(), environment.data()), "posix_spawn");
    return pid;
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

// Nothing where the process has not ended, or where SIGCHLD is ignored.
std::optional<int> reap(pid_t pid) {
  int status = 0;
  return ::waitpid(pid, &status, WNOHANG) == pid ? std::optional(status) : std::nullopt;
}

// Those that did not die when they were killed, such as one that waits for a disk that does not answer.
class Lingering {
 public:
  void add(pid_t pid) { pids_.push_back(pid); }
  void reap() {
    std::erase_if(pids_, [](pid_t pid) { return ::waitpid(pid, nullptr, WNOHANG) != 0; });
  }

 private:
  std::vector<pid_t> pids_;
};

Lingering& lingering() {
  static Lingering all;
  return all;
}

using Buffer = std::array<char, 4096>;

// Empty when nobody has the other end open any more.
Task<std::string_view> read_piece(Descriptor& from, Buffer& into) {
  const auto buffer = asio::buffer(into);
  const auto [error, count] = co_await from.async_read_some(buffer, asio::as_tuple(asio::use_awaitable));
  if (error == asio::error::operation_aborted) {
    throw boost::system::system_error(error);
  }
  co_return std::string_view(into.data(), count);
}

}  // namespace

Child::Child(const asio::any_io_executor& executor, const std::string& line)
    : executor_(executor), out_(executor), err_(executor), ended_(executor) {
  const file::Descriptor out(open_pipe_to(out_));  // open until the child has its own copy
  const file::Descriptor err(open_pipe_to(err_));
  pid_ = SpawnPlan(out.get(), err.get()).spawn_shell(line);
  // glibc 2.36 declares its wrapper without extern "C", so that C++ cannot call it.
  const auto pidfd = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  if (pidfd >= 0) {
    ended_.assign(pidfd);
  } else if (errno == ESRCH) {
    pid_ = -1;  // it has ended, and where SIGCHLD is ignored its number may be another's by now
  } else {
    const int error = errno;
    kill();
    lingering().add(pid_);
    check(error, "pidfd_open");
  }
}

Child::~Child() {
  constexpr int usual_death = 50;  // ms; most take less than one
  if (pid_ > 0) {
    kill();
    pollfd end{ended_.native_handle(), POLLIN, 0};
    (void)::poll(&end, 1, usual_death);
    lingering().add(pid_);
  }
  lingering().reap();
}

void Child::kill() const {
  if (pid_ > 0) {
    ::kill(-pid_, SIGKILL);
  }
}

Task<void> Child::finish(std::size_t limit) {
  async::TaskGroup reading(executor_);
  reading.start(read_out(limit));
  reading.start(read_err(limit));
  co_await reading.join();
  if (pid_ < 0) {
    co_return;
  }
  co_await ended_.async_wait(Descriptor::wait_read, asio::use_awaitable);
  kill();  // what it left behind, while its process, not yet reaped, keeps the group's number from being reused
  output_.status = reap(std::exchange(pid_, -1));
}

Task<void> Child::read_out(std::size_t limit) {
  Buffer buffer{};
  for (;;) {
    const auto piece = co_await read_piece(out_, buffer);
    output_.out.append(piece.substr(0, limit - output_.out.size() + 1));
    output_.is_long = output_.out.size() > limit;
    if (output_.is_long) {
      kill();
    }
    if (output_.is_long || piece.empty()) {
      co_return;
    }
  }
}

Task<void> Child::read_err(std::size_t limit) {
  Buffer buffer{};
  for (;;) {
    const auto piece = co_await read_piece(err_, buffer);
    output_.err.append(piece);
    output_.err.erase(0, output_.err.size() - std::min(limit, output_.err.size()));
    if (piece.empty()) {
      co_return;
    }
  }
}

}  // namespace dyndns::detect
