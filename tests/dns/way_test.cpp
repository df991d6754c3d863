#include "dns/way.hpp"

#include <gtest/gtest.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <string>

#include "file/descriptor.hpp"

namespace dyndns::dns {
namespace {

constexpr int prefer_temporary_source = 1;  // <linux/in6.h>
constexpr int prefer_public_source = 2;

int preferences(int socket) {
  int value = 0;
  socklen_t size = sizeof(value);
  getsockopt(socket, IPPROTO_IPV6, IPV6_ADDR_PREFERENCES, &value, &size);
  return value;
}

std::string interface_of(int socket) {
  std::string name(IFNAMSIZ, '\0');
  auto size = static_cast<socklen_t>(name.size());
  getsockopt(socket, SOL_SOCKET, SO_BINDTODEVICE, name.data(), &size);
  return name.c_str();
}

TEST(Way, ThePublicSourceIsPreferredToATemporaryOne) {
  const file::Descriptor socket(::socket(AF_INET6, SOCK_DGRAM, 0));
  setsockopt(socket.get(), IPPROTO_IPV6, IPV6_ADDR_PREFERENCES, &prefer_temporary_source, sizeof(int));
  EXPECT_EQ(prepare(socket.get(), Family::ipv6, Way{"", true}), std::nullopt);
  EXPECT_EQ(preferences(socket.get()) & (prefer_public_source | prefer_temporary_source), prefer_public_source);
}

TEST(Way, NothingIsChosenUnlessItIsAskedFor) {
  const file::Descriptor socket(::socket(AF_INET6, SOCK_DGRAM, 0));
  const int before = preferences(socket.get());
  EXPECT_EQ(prepare(socket.get(), Family::ipv6, Way()), std::nullopt);
  EXPECT_EQ(preferences(socket.get()), before);
  EXPECT_EQ(interface_of(socket.get()), "");
}

TEST(Way, ASocketIsBoundToTheInterface) {
  const file::Descriptor socket(::socket(AF_INET, SOCK_STREAM, 0));
  EXPECT_EQ(prepare(socket.get(), Family::ipv4, Way{"lo", true}), std::nullopt);
  EXPECT_EQ(interface_of(socket.get()), "lo");
}

TEST(Way, AnInterfaceThatIsMissingIsNamed) {
  const file::Descriptor socket(::socket(AF_INET, SOCK_STREAM, 0));
  const Failure expected{Fault::unreachable, "there is no interface 'dyndns-none'"};
  EXPECT_EQ(prepare(socket.get(), Family::ipv4, Way{"dyndns-none"}), expected);
}

}  // namespace
}  // namespace dyndns::dns
