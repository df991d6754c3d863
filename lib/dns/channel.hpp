// A channel of c-ares, which questions are asked on; its sockets are watched on the event loop.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/failure.hpp"
#include "dns/resolv_conf.hpp"
#include "ports/task.hpp"

struct ares_channeldata;

namespace dyndns::dns {

// Makes a socket ready before it is connected; a failure keeps it from being used.
using Prepare = std::function<std::optional<Failure>(int socket, Family family)>;

struct ChannelOptions {
  std::vector<ListedServer> servers;   // none: those of /etc/resolv.conf
  std::chrono::milliseconds patience;  // with a server before the next one is asked
  int tries;                           // of each server, with twice the patience every time
  bool hands_on_errors = false;        // else a server that fails or refuses is passed over like a silent one
  bool searches = false;               // a name is looked for in the domains of /etc/resolv.conf, too
  Prepare prepare{};
};

// Destroying it ends its questions at once, and tells each callback so: what they write to must outlive it.
class Channel {
 public:
  virtual ~Channel() = default;

  [[nodiscard]] virtual ares_channeldata* handle() = 0;  // for the calls of c-ares
  virtual void asked() = 0;  // to be called after each question: its silence is noticed from then on

  // The last that answered over UDP, with an address or that there is none.
  [[nodiscard]] virtual std::optional<DnsServer> last_good() const = 0;
  // The last that prepare() failed with.
  [[nodiscard]] virtual const std::optional<Failure>& obstacle() const = 0;
};

// Failures: unreachable (c-ares cannot work with the files or the memory of this host).
[[nodiscard]] Result<std::shared_ptr<Channel>> open_channel(const boost::asio::any_io_executor& executor,
                                                            const ChannelOptions& options);

// An answer that a callback gives and a coroutine waits for.
template <class Answer>
class Pending {
 public:
  explicit Pending(const boost::asio::any_io_executor& executor) : settled_(executor) {}

  void settle(Answer answer) {
    answer_ = std::move(answer);
    settled_.cancel();
  }
  [[nodiscard]] const std::optional<Answer>& answer() const { return answer_; }

  // Whether the answer is there by the deadline.
  [[nodiscard]] Task<bool> wait_until(std::chrono::steady_clock::time_point deadline) {
    if (!answer_) {
      settled_.expires_at(deadline);
      boost::system::error_code woken;
      co_await settled_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    }
    // An answer cancels the timer too: only the coroutine's own state tells that somebody wants us to stop.
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) {
      throw boost::system::system_error(boost::asio::error::operation_aborted);
    }
    co_return answer_.has_value();
  }

 private:
  std::optional<Answer> answer_;
  boost::asio::steady_timer settled_;
};

}  // namespace dyndns::dns
