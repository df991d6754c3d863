#include "dns/answer.hpp"

#include <ares.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>

namespace dyndns::dns {
namespace {

constexpr std::size_t most_addresses = 16;

const void* find_bytes(const ares_addrinfo_node& node) {
  const void* const address = node.ai_addr;
  switch (node.ai_family) {
    case AF_INET:
      return &static_cast<const sockaddr_in*>(address)->sin_addr;
    case AF_INET6:
      return &static_cast<const sockaddr_in6*>(address)->sin6_addr;
    default:
      return nullptr;
  }
}

std::optional<Address> read_address(const ares_addrinfo_node& node) {
  const void* const bytes = find_bytes(node);
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (bytes == nullptr || ::inet_ntop(node.ai_family, bytes, text.data(), text.size()) == nullptr) {
    return std::nullopt;
  }
  return Address::parse(text.data());
}

std::vector<Address> read_addresses(const ares_addrinfo* found) {
  std::vector<Address> addresses;
  const auto* node = found != nullptr ? found->nodes : nullptr;
  for (; node != nullptr && addresses.size() < most_addresses; node = node->ai_next) {
    if (const auto address = read_address(*node)) {
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
