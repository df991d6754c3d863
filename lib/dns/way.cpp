#include "dns/way.hpp"

#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace dyndns::dns {
namespace {

constexpr int prefer_public_source = 2;  // <linux/in6.h>, IPV6_PREFER_SRC_PUBLIC: glibc's headers lack it

Failure unreachable(std::string detail) { return Failure{Fault::unreachable, std::move(detail)}; }

// The kernel takes the first fifteen characters of a name for the whole of it.
bool bind_to(int socket, const std::string& interface) {
  if (interface.size() >= IFNAMSIZ) {
    errno = ENODEV;
    return false;
  }
  return setsockopt(socket, SOL_SOCKET, SO_BINDTODEVICE, interface.c_str(), static_cast<socklen_t>(interface.size())) ==
         0;
}

Failure unusable(const std::string& interface, int error) {
  if (error == ENODEV) {
    return unreachable("there is no interface '" + interface + "'");
  }
  const bool is_old = error == EPERM;
  return unreachable("interface '" + interface + "' cannot be chosen: " + std::generic_category().message(error) +
                     (is_old ? " (it takes Linux 5.7 or newer)" : ""));
}

}  // namespace

std::optional<Failure> prepare(int socket, Family family, const Way& way) {
  if (!way.interface.empty() && !bind_to(socket, way.interface)) {
    return unusable(way.interface, errno);
  }
  if (way.prefers_public_source && family == Family::ipv6 &&
      setsockopt(socket, IPPROTO_IPV6, IPV6_ADDR_PREFERENCES, &prefer_public_source, sizeof(int)) != 0) {
    return unreachable("the stable IPv6 address of this host cannot be preferred: " +
                       std::generic_category().message(errno));
  }
  return std::nullopt;
}

}  // namespace dyndns::dns
