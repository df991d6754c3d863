// A channel of c-ares, which questions are asked on; its sockets are watched on the event loop.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "core/failure.hpp"
#include "ports/task.hpp"

struct ares_channeldata;

namespace dyndns::dns {

struct ChannelOptions {
  std::string servers;                 // "127.0.0.1:5353,[::1]:53"; empty: those of /etc/resolv.conf
  std::chrono::milliseconds patience;  // with a server before the next one is asked
  int tries;                           // of each server, with twice the patience every time
  bool hands_on_errors = false;        // else a server that fails or refuses is passed over like a silent one
};

// Destroying it ends its questions at once, and tells each callback so: what they write to must outlive it.
class Channel {
 public:
  virtual ~Channel() = default;

  [[nodiscard]] virtual ares_channeldata* handle() = 0;  // for the calls of c-ares

  // Returns when something has happened, or at the deadline.
  [[nodiscard]] virtual Task<void> progress(std::chrono::steady_clock::time_point deadline) = 0;
};

// Failures: unreachable (c-ares cannot work with the files or the memory of this host).
[[nodiscard]] Result<std::unique_ptr<Channel>> open_channel(const boost::asio::any_io_executor& executor,
                                                            const ChannelOptions& options);

// Whether the answer is there by the deadline.
template <class Answer>
[[nodiscard]] Task<bool> wait_for(const std::optional<Answer>& answer, Channel& channel,
                                  std::chrono::steady_clock::time_point deadline) {
  while (!answer && std::chrono::steady_clock::now() < deadline) {
    co_await channel.progress(deadline);
  }
  co_return answer.has_value();
}

}  // namespace dyndns::dns
