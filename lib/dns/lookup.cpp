#include "dns/lookup.hpp"

#include <ares.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <map>
#include <type_traits>
#include <utility>

#include "dns/answer.hpp"
#include "dns/watch.hpp"

namespace dyndns::dns {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr int tries = 3;  // of each server, with twice the patience every time

struct DestroyChannel {
  void operator()(ares_channel channel) const { ares_destroy(channel); }
};
using Channel = std::unique_ptr<std::remove_pointer_t<ares_channel>, DestroyChannel>;

struct FreeAddrinfo {
  void operator()(ares_addrinfo* found) const { ares_freeaddrinfo(found); }
};

int to_af(std::optional<Family> family) {
  if (!family) {
    return AF_UNSPEC;
  }
  return *family == Family::ipv4 ? AF_INET : AF_INET6;
}

int initialize_library() {
  static const int status = ares_library_init(ARES_LIB_INIT_ALL);
  return status;
}

class AresLookup final : public Lookup {
 public:
  AresLookup(const asio::any_io_executor& executor, std::string host, std::optional<Family> family)
      : host_(std::move(host)), family_(family), wakeup_(executor) {}

  void start(const ResolverOptions& options) {
    if (const int status = open(options); status != ARES_SUCCESS) {
      answer_ = read_answer(status, nullptr, host_, family_);
      return;
    }
    ares_addrinfo_hints hints{};
    hints.ai_family = to_af(family_);
    hints.ai_socktype = SOCK_STREAM;
    ares_getaddrinfo(channel_.get(), host_.c_str(), nullptr, &hints, &AresLookup::on_answer, this);
  }

  [[nodiscard]] const std::optional<Result<std::vector<Address>>>& answer() const override { return answer_; }

  Task<void> progress(Clock::time_point deadline) override {
    wakeup_.expires_at(std::min(deadline, next_retry()));
    boost::system::error_code woken;
    co_await wakeup_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    // An answer cancels the timer too: only the coroutine's own state tells that somebody wants us to stop.
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
    if (!woken) {
      process(ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    }
  }

 private:
  int open(const ResolverOptions& options) {
    if (const int status = initialize_library(); status != ARES_SUCCESS) {
      return status;
    }
    ares_options wanted{};
    wanted.timeout = static_cast<int>(options.patience.count());
    wanted.tries = tries;
    wanted.sock_state_cb = &AresLookup::on_socket;
    wanted.sock_state_cb_data = this;
    ares_channel channel = nullptr;
    const int status =
        ares_init_options(&channel, &wanted, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB);
    if (status != ARES_SUCCESS) {
      return status;
    }
    channel_.reset(channel);
    return options.servers.empty() ? ARES_SUCCESS : ares_set_servers_ports_csv(channel, options.servers.c_str());
  }

  [[nodiscard]] Clock::time_point next_retry() const {
    timeval wait{};
    if (ares_timeout(channel_.get(), nullptr, &wait) == nullptr) {
      return Clock::time_point::max();
    }
    return Clock::now() + std::chrono::seconds(wait.tv_sec) + std::chrono::microseconds(wait.tv_usec);
  }

  void process(ares_socket_t readable, ares_socket_t writable) {
    ares_process_fd(channel_.get(), readable, writable);
    if (answer_) {
      wakeup_.cancel();
    }
  }

  static void on_answer(void* self, int status, int /*timeouts*/, ares_addrinfo* found) noexcept {
    const std::unique_ptr<ares_addrinfo, FreeAddrinfo> owned(found);
    auto& lookup = *static_cast<AresLookup*>(self);
    lookup.answer_ = read_answer(status, found, lookup.host_, lookup.family_);
  }

  static void on_socket(void* self, ares_socket_t socket, int to_read, int to_write) noexcept {
    static_cast<AresLookup*>(self)->watch(socket, to_read != 0, to_write != 0);
  }

  void watch(ares_socket_t socket, bool to_read, bool to_write) {
    auto& watch = watches_[socket];
    if (!watch) {
      Ready ready{[this, socket] { process(socket, ARES_SOCKET_BAD); },
                  [this, socket] { process(ARES_SOCKET_BAD, socket); }};
      watch = make_watch(wakeup_.get_executor(), socket, std::move(ready));
    }
    watch->want(to_read, to_write);
    if (!to_read && !to_write) {
      watches_.erase(socket);
    }
  }

  std::string host_;
  std::optional<Family> family_;
  asio::steady_timer wakeup_;
  std::optional<Result<std::vector<Address>>> answer_;
  std::map<ares_socket_t, std::shared_ptr<Watch>> watches_;
  Channel channel_;  // last: its end still calls back
};

}  // namespace

std::unique_ptr<Lookup> start_lookup(const asio::any_io_executor& executor, const ResolverOptions& options,
                                     std::string host, std::optional<Family> family) {
  auto lookup = std::make_unique<AresLookup>(executor, std::move(host), family);
  lookup->start(options);
  return lookup;
}

}  // namespace dyndns::dns
