#include "detect/interface_source.hpp"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "detect/interface_address.hpp"

namespace dyndns::detect {
namespace {

constexpr std::size_t datagram_size = 65536;  // the kernel sends no longer ones
constexpr unsigned every_interface = 0;
constexpr int most_datagrams = 256;  // some ten thousand addresses

class Netlink {
 public:
  Netlink() : socket_(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)) {}
  ~Netlink() { ::close(socket_); }
  Netlink(const Netlink&) = delete;
  Netlink& operator=(const Netlink&) = delete;

  [[nodiscard]] bool ask_for_addresses() const {
    struct {
      nlmsghdr header;
      ifaddrmsg message;
    } request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = RTM_GETADDR;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    return ::send(socket_, &request, sizeof request, 0) == static_cast<ssize_t>(sizeof request);
  }

  // The next datagram of the dump, which the kernel makes as it is read: nothing is waited for. Empty: an error.
  [[nodiscard]] std::vector<std::byte> receive() const {
    std::vector<std::byte> datagram(datagram_size);
    const auto size = ::recv(socket_, datagram.data(), datagram.size(), 0);
    datagram.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return datagram;
  }

 private:
  int socket_;
};

// A dump ends with a message that says so, at the beginning of a datagram or behind others.
bool is_last(const std::vector<std::byte>& datagram) {
  for (std::size_t at = 0; at + sizeof(nlmsghdr) <= datagram.size();) {
    nlmsghdr header{};
    std::memcpy(&header, datagram.data() + at, sizeof header);
    if (header.nlmsg_type == NLMSG_DONE || header.nlmsg_type == NLMSG_ERROR || header.nlmsg_len < sizeof header) {
      return true;
    }
    at += NLMSG_ALIGN(header.nlmsg_len);
  }
  return false;
}

Result<std::vector<InterfaceAddress>> addresses_of(unsigned index) {
  const Netlink netlink;
  std::vector<InterfaceAddress> all;
  bool is_done = !netlink.ask_for_addresses();
  for (int i = 0; i < most_datagrams && !is_done; ++i) {
    const auto datagram = netlink.receive();
    if (datagram.empty()) {
      return Failure{Fault::unavailable,
                     std::string("the kernel does not list its addresses: ") + std::strerror(errno)};
    }
    const auto some = parse_address_dump(datagram, index);
    all.insert(all.end(), some.begin(), some.end());
    is_done = is_last(datagram);
  }
  return all;
}

class InterfaceSource final : public AddressSource {
 public:
  InterfaceSource(std::string interface, bool allow_private)
      : interface_(std::move(interface)), name_("interface " + interface_), allow_private_(allow_private) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return name_; }
  [[nodiscard]] bool can_tell(Family) const override { return true; }

  [[nodiscard]] Task<Result<Address>> ask(Family family) override {
    const auto index = ::if_nametoindex(interface_.c_str());
    if (index == 0) {
      co_return Failure{Fault::missing, "there is no interface '" + interface_ + "'"};
    }
    const auto addresses = addresses_of(index);
    if (!addresses) {
      co_return addresses.error();
    }
    co_return choose_address(*addresses, family, allow_private_, interface_);
  }

 private:
  std::string interface_;
  std::string name_;
  bool allow_private_;
};

}  // namespace

std::unique_ptr<AddressSource> make_interface_source(std::string interface, bool allow_private) {
  return std::make_unique<InterfaceSource>(std::move(interface), allow_private);
}

bool host_can_have(Family family) {
  const auto addresses = addresses_of(every_interface);
  return !addresses || choose_address(*addresses, family, family == Family::ipv4, "").has_value();
}

}  // namespace dyndns::detect
