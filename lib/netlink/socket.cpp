#include "netlink/socket.hpp"

#include <linux/netlink.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace dyndns::netlink {
namespace {

// The kernel makes the datagrams of a dump no longer than they are read, and nothing else that is asked for here comes
// near it.
constexpr std::size_t longest_datagram = 16384;
constexpr std::uint32_t kernel = 0;  // its port id

}  // namespace

Socket::Socket(std::uint32_t groups)
    : descriptor_(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE)) {
  sockaddr_nl own{};
  own.nl_family = AF_NETLINK;
  own.nl_groups = groups;
  if (!descriptor_.is_open() || ::bind(number(), reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) {
    error_ = errno;
  }
}

Socket::Received Socket::receive() const {
  std::array<std::byte, longest_datagram> buffer;
  sockaddr_nl sender{};
  socklen_t sender_size = sizeof sender;
  const auto size =
      ::recvfrom(number(), buffer.data(), buffer.size(), MSG_TRUNC, reinterpret_cast<sockaddr*>(&sender), &sender_size);
  if (size < 0) {
    return {{}, errno};
  }
  if (sender.nl_pid != kernel) {
    return {};
  }
  if (static_cast<std::size_t>(size) > buffer.size()) {
    return {{}, ENOBUFS};
  }
  const auto datagram = std::span(buffer).first(static_cast<std::size_t>(size));
  return {decode(datagram), 0, is_interrupted(datagram)};
}

int Socket::send(std::span<const std::byte> request) const {
  return ::send(number(), request.data(), request.size(), 0) < 0 ? errno : 0;
}

}  // namespace dyndns::netlink
