#include "dns/watch.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <utility>

namespace dyndns::dns {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

struct Direction {
  Descriptor::wait_type type;
  std::function<void()> ready;
  bool wanted = false;
  bool waiting = false;
};

class SocketWatch final : public Watch, public std::enable_shared_from_this<SocketWatch> {
 public:
  SocketWatch(const asio::any_io_executor& executor, int socket, Ready ready)
      : descriptor_(executor),
        read_{Descriptor::wait_read, std::move(ready.to_read)},
        write_{Descriptor::wait_write, std::move(ready.to_write)} {
    boost::system::error_code ignored;  // what cannot be watched never gets ready: a timeout tells
    descriptor_.assign(socket, ignored);
  }
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;
  ~SocketWatch() override { let_go(); }

  void want(bool to_read, bool to_write) override {
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

}  // namespace

std::shared_ptr<Watch> make_watch(const asio::any_io_executor& executor, int socket, Ready ready) {
  return std::make_shared<SocketWatch>(executor, socket, std::move(ready));
}

}  // namespace dyndns::dns
