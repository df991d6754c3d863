// The service manager's end of sd_notify: a datagram socket.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string>

namespace dyndns::systemd {

class NotifySocket {
 public:
  // As in NOTIFY_SOCKET: a path, or "@name" for an abstract address.
  explicit NotifySocket(const std::string& name) : number_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    ::sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    if (name.front() == '@') {
      address.sun_path[0] = '\0';
    }
    const auto length = static_cast<::socklen_t>(offsetof(::sockaddr_un, sun_path) + name.size());
    if (::bind(number_, reinterpret_cast<const ::sockaddr*>(&address), length) != 0) {
      throw std::runtime_error("cannot bind '" + name + "'");
    }
  }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;
  ~NotifySocket() { ::close(number_); }

  // The next message; empty when there is none: what was sent has already arrived.
  [[nodiscard]] std::string receive() const {
    std::array<char, 8192> buffer{};
    const auto length = ::recv(number_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return length < 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(length));
  }

 private:
  int number_;
};

}  // namespace dyndns::systemd
