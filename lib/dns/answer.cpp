#include "dns/answer.hpp"

#include <ares.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>

namespace dyndns::dns {
namespace {

constexpr std::size_t most_addresses = 16;

std::vector<Address> read_addresses(const ares_addrinfo* found) {
  std::vector<Address> addresses;
  const auto* node = found != nullptr ? found->nodes : nullptr;
  for (; node != nullptr && addresses.size() < most_addresses; node = node->ai_next) {
    if (const auto address = read_address(node->ai_addr)) {
      addresses.push_back(*address);
    }
  }
  return addresses;
}

Failure failure_of(int status, const std::string& host, std::optional<Family> family) {
  switch (status) {
    case ARES_ENODATA:
      return no_address(host, family);
    case ARES_ENOTFOUND:
    case ARES_EBADNAME:
      return Failure{Fault::missing, "host '" + host + "' does not exist: check the spelling"};
    case ARES_ETIMEOUT:
      return Failure{Fault::timed_out, "no answer from the name servers about '" + host + "'"};
    default:
      return Failure{Fault::unreachable, "name servers could not resolve '" + host + "': " + ares_strerror(status)};
  }
}

}  // namespace

std::optional<Address> read_address(const sockaddr* address) {
  const void* const socket_address = address;
  const void* bytes = nullptr;
  if (address->sa_family == AF_INET) {
    bytes = &static_cast<const sockaddr_in*>(socket_address)->sin_addr;
  } else if (address->sa_family == AF_INET6) {
    bytes = &static_cast<const sockaddr_in6*>(socket_address)->sin6_addr;
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (bytes == nullptr || ::inet_ntop(address->sa_family, bytes, text.data(), text.size()) == nullptr) {
    return std::nullopt;
  }
  return Address::parse(text.data());
}

Failure no_address(const std::string& host, std::optional<Family> family) {
  const std::string kind = family ? std::string(to_string(*family)) + " " : std::string();
  return Failure{Fault::missing, "'" + host + "' has no " + kind + "address"};
}

Result<std::vector<Address>> read_answer(int status, const ares_addrinfo* found, const std::string& host,
                                         std::optional<Family> family) {
  if (status != ARES_SUCCESS) {
    return failure_of(status, host, family);
  }
  auto addresses = read_addresses(found);
  if (addresses.empty()) {  // some versions call this a success: a host of /etc/hosts without the family
    return no_address(host, family);
  }
  return addresses;
}

}  // namespace dyndns::dns
