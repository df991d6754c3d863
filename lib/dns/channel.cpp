#include "dns/channel.hpp"

#include <ares.h>
#include <sys/time.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <functional>
#include <map>
#include <utility>

namespace dyndns::dns {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using Descriptor = asio::posix::stream_descriptor;

struct DestroyChannel {
  void operator()(ares_channeldata* channel) const { ares_destroy(channel); }
};

struct Direction {
  Descriptor::wait_type type;
  std::function<void()> ready;
  bool wanted = false;
  bool waiting = false;
};

// Tells whenever a socket that belongs to c-ares can be read or written. Destroying it, or wanting neither, ends the
// watch; the socket stays open.
class SocketWatch : public std::enable_shared_from_this<SocketWatch> {
 public:
  SocketWatch(const asio::any_io_executor& executor, int socket, std::function<void()> on_readable,
              std::function<void()> on_writable)
      : descriptor_(executor),
        read_{Descriptor::wait_read, std::move(on_readable)},
        write_{Descriptor::wait_write, std::move(on_writable)} {
    boost::system::error_code ignored;  // what cannot be watched never gets ready: a timeout tells
    descriptor_.assign(socket, ignored);
  }
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;
  ~SocketWatch() { let_go(); }

  void want(bool to_read, bool to_write) {
    read_.wanted = to_read;
    write_.wanted = to_write;
    if (!to_read && !to_write) {
      let_go();
    }
    wait(read_);
    wait(write_);
  }

 private:
  // The owner closes the socket, and its number may be another's the moment after.
  void let_go() {
    if (descriptor_.is_open()) {
      descriptor_.release();
    }
  }

  void wait(Direction& direction) {
    if (!direction.wanted || direction.waiting || !descriptor_.is_open()) {
      return;
    }
    direction.waiting = true;
    descriptor_.async_wait(direction.type, [weak = weak_from_this(), &direction](boost::system::error_code error) {
      if (const auto self = weak.lock()) {
        self->on_ready(direction, error);
      }
    });
  }

  void on_ready(Direction& direction, boost::system::error_code error) {
    direction.waiting = false;
    if (error || !direction.wanted || !descriptor_.is_open()) {
      return;
    }
    direction.ready();  // may end this watch
    wait(direction);
  }

  Descriptor descriptor_;
  Direction read_;
  Direction write_;
};

int initialize_library() {
  static const int status = ares_library_init(ARES_LIB_INIT_ALL);
  return status;
}

class WatchedChannel final : public Channel {
 public:
  explicit WatchedChannel(const asio::any_io_executor& executor) : wakeup_(executor) {}

  int open(const ChannelOptions& options) {
    if (const int status = initialize_library(); status != ARES_SUCCESS) {
      return status;
    }
    ares_options wanted{};
    wanted.flags = ARES_FLAG_NOCHECKRESP;
    wanted.timeout = static_cast<int>(options.patience.count());
    wanted.tries = options.tries;
    wanted.sock_state_cb = &WatchedChannel::on_socket;
    wanted.sock_state_cb_data = this;
    ares_channel channel = nullptr;
    const int mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB;
    const int status = ares_init_options(&channel, &wanted, options.hands_on_errors ? mask | ARES_OPT_FLAGS : mask);
    if (status != ARES_SUCCESS) {
      return status;
    }
    channel_.reset(channel);
    return options.servers.empty() ? ARES_SUCCESS : ares_set_servers_ports_csv(channel, options.servers.c_str());
  }

  [[nodiscard]] ares_channeldata* handle() override { return channel_.get(); }

  Task<void> progress(Clock::time_point deadline) override {
    wakeup_.expires_at(std::min(deadline, next_retry()));
    boost::system::error_code woken;
    co_await wakeup_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    // A socket cancels the timer too: only the coroutine's own state tells that somebody wants us to stop.
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
    if (!woken) {
      process(ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    }
  }

 private:
  [[nodiscard]] Clock::time_point next_retry() const {
    timeval wait{};
    if (ares_timeout(channel_.get(), nullptr, &wait) == nullptr) {
      return Clock::time_point::max();
    }
    return Clock::now() + std::chrono::seconds(wait.tv_sec) + std::chrono::microseconds(wait.tv_usec);
  }

  void process(ares_socket_t readable, ares_socket_t writable) {
    ares_process_fd(channel_.get(), readable, writable);
    wakeup_.cancel();
  }

  // What is thrown ends the process: it must not pass through c-ares.
  // NOLINTNEXTLINE(bugprone-exception-escape)
  static void on_socket(void* self, ares_socket_t socket, int to_read, int to_write) noexcept {
    static_cast<WatchedChannel*>(self)->watch(socket, to_read != 0, to_write != 0);
  }

  void watch(ares_socket_t socket, bool to_read, bool to_write) {
    auto& watch = watches_[socket];
    if (!watch) {
      watch = std::make_shared<SocketWatch>(
          wakeup_.get_executor(), socket, [this, socket] { process(socket, ARES_SOCKET_BAD); },
          [this, socket] { process(ARES_SOCKET_BAD, socket); });
    }
    watch->want(to_read, to_write);
    if (!to_read && !to_write) {
      watches_.erase(socket);
    }
  }

  asio::steady_timer wakeup_;
  std::map<ares_socket_t, std::shared_ptr<SocketWatch>> watches_;
  std::unique_ptr<ares_channeldata, DestroyChannel> channel_;  // last: its end still calls back
};

}  // namespace

Result<std::unique_ptr<Channel>> open_channel(const asio::any_io_executor& executor, const ChannelOptions& options) {
  auto channel = std::make_unique<WatchedChannel>(executor);
  if (const int status = channel->open(options); status != ARES_SUCCESS) {
    return Failure{Fault::unreachable, std::string("no name server can be asked: ") + ares_strerror(status)};
  }
  return std::unique_ptr<Channel>(std::move(channel));
}

}  // namespace dyndns::dns
