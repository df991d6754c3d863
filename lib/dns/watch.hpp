// Tells whenever a socket that belongs to somebody else can be read or written.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>

namespace dyndns::dns {

// Destroying it, or wanting neither, ends the watch; the socket stays open.
class Watch {
 public:
  virtual ~Watch() = default;
  virtual void want(bool to_read, bool to_write) = 0;
};

struct Ready {
  std::function<void()> to_read;
  std::function<void()> to_write;
};

[[nodiscard]] std::shared_ptr<Watch> make_watch(const boost::asio::any_io_executor& executor, int socket, Ready ready);

}  // namespace dyndns::dns
