#include "netlink/ask.hpp"

#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <type_traits>
#include <utility>

namespace dyndns::netlink {
namespace {

constexpr int most_datagrams = 256;  // some ten thousand addresses

// What it says until the end of its answer. It makes that while it is asked, and the rest of a long one while that is
// read: nothing is waited for.
Socket::Received ask(std::span<const std::byte> request) {
  const Socket socket;
  if (const auto error = socket.error() != 0 ? socket.error() : socket.send(request)) {
    return {{}, error};
  }
  Socket::Received answer;
  for (int i = 0; i < most_datagrams; ++i) {
    auto received = socket.receive();
    if (received.error != 0) {
      return {{}, received.error};
    }
    answer.is_interrupted |= received.is_interrupted;
    for (auto& message : received.messages) {
      if (const auto* end = std::get_if<End>(&message)) {
        answer.error = end->error;
        return answer;
      }
      answer.messages.push_back(std::move(message));
    }
  }
  return answer;
}

// `Body` is one of the kernel's structures, behind netlink's own header.
template <class Body>
Socket::Received ask(std::uint16_t type, std::uint16_t flags, const Body& body) {
  static_assert(std::is_trivially_copyable_v<Body> && sizeof(Body) % NLMSG_ALIGNTO == 0);
  struct {
    nlmsghdr header{};
    Body body;
  } request;
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = type;
  request.header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
  request.body = body;
  return ask(std::as_bytes(std::span(&request, 1)));
}

// Of the only message of an answer to a question that asks for an acknowledgement behind it.
template <class T>
std::optional<T> the_one(const Socket::Received& answer) {
  if (answer.error != 0 || answer.messages.empty()) {
    return std::nullopt;
  }
  const auto* one = std::get_if<T>(&answer.messages.front());
  return one == nullptr ? std::nullopt : std::optional(*one);
}

template <std::size_t size>
std::optional<Route> ask_for_route(unsigned char family, const Address& destination, unsigned interface) {
  struct {
    rtmsg header{};
    rtattr attribute{sizeof(rtattr) + size, RTA_DST};
    std::array<std::uint8_t, size> destination{};
    rtattr way{sizeof(rtattr) + sizeof(unsigned), RTA_OIF};
    unsigned interface = 0;  // any
  } body;
  body.interface = interface;
  body.header.rtm_family = family;
  body.header.rtm_dst_len = 8 * size;
  std::memcpy(body.destination.data(), destination.bytes().data(), size);
  return the_one<Route>(ask(RTM_GETROUTE, NLM_F_ACK, body));
}

}  // namespace

Socket::Received whole_list(const std::function<Socket::Received()>& list) {
  constexpr int most_times = 10;
  for (int i = 0; i < most_times; ++i) {
    auto answer = list();
    if (!answer.is_interrupted) {
      return answer;
    }
  }
  return {{}, EINTR};
}

Result<std::vector<InterfaceAddress>> addresses() {
  const auto answer = whole_list([] { return ask(RTM_GETADDR, NLM_F_DUMP, ifaddrmsg{}); });
  if (answer.error != 0) {
    return Failure{Fault::unavailable,
                   std::string("the kernel did not list the addresses of this host: ") + std::strerror(answer.error)};
  }
  std::vector<InterfaceAddress> addresses;
  for (const auto& message : answer.messages) {
    if (const auto* address = std::get_if<InterfaceAddress>(&message)) {
      addresses.push_back(*address);
    }
  }
  return addresses;
}

std::optional<Route> route_to(const Address& destination, unsigned interface) {
  return destination.family() == Family::ipv4 ? ask_for_route<4>(AF_INET, destination, interface)
                                              : ask_for_route<16>(AF_INET6, destination, interface);
}

std::optional<Link> link(unsigned interface) {
  ifinfomsg wanted{};
  wanted.ifi_index = static_cast<int>(interface);
  return the_one<Link>(ask(RTM_GETLINK, NLM_F_ACK, wanted));
}

}  // namespace dyndns::netlink
