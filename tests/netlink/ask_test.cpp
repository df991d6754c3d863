// Asks the kernel of this machine, which has a loopback interface and little else that a test can count on.
#include "netlink/ask.hpp"

#include <gtest/gtest.h>
#include <linux/rtnetlink.h>
#include <net/if.h>

#include <algorithm>
#include <cerrno>

#include "fakes/ip.hpp"
#include "netlink/socket.hpp"

namespace dyndns::netlink {
namespace {

using fakes::ip;

TEST(TheKernel, ListsTheAddressesOfAllInterfaces) {
  const auto all = addresses();
  ASSERT_TRUE(all) << all.error().detail;
  const auto found = std::ranges::find(*all, ip("127.0.0.1"), &InterfaceAddress::address);
  ASSERT_NE(found, all->end());
  EXPECT_EQ(found->interface, ::if_nametoindex("lo"));
}

TEST(TheKernel, TellsTheRouteToAnAddress) {
  const auto route = route_to(ip("127.0.0.1"));
  ASSERT_TRUE(route);
  EXPECT_EQ(route->type, unsigned{RTN_LOCAL});
  EXPECT_EQ(route->interface, ::if_nametoindex("lo"));
  EXPECT_EQ(route->source, ip("127.0.0.1"));
}

TEST(TheKernel, KnowsAnInterfaceByItsNumber) {
  const auto lo = link(::if_nametoindex("lo"));
  ASSERT_TRUE(lo);
  EXPECT_EQ(lo->name, "lo");
  EXPECT_TRUE(lo->is_running);
  EXPECT_FALSE(link(1U << 30U));
}

// The kernel's own interruption cannot be had on demand.
TEST(TheKernel, IsAskedAgainWhenItsListWasInterruptedButNotForEver) {
  int asked = 0;
  const auto interrupted_times = [&asked](int times) {
    asked = 0;
    return whole_list([&asked, times] {
      Socket::Received received;
      received.is_interrupted = asked++ < times;
      return received;
    });
  };
  EXPECT_EQ(interrupted_times(0).error, 0);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(interrupted_times(3).error, 0);
  EXPECT_EQ(asked, 4);
  EXPECT_EQ(interrupted_times(1000).error, EINTR);
  EXPECT_EQ(asked, 10);
}

TEST(TheKernel, SaysNothingUnasked) { EXPECT_EQ(Socket().receive().error, EAGAIN); }

}  // namespace
}  // namespace dyndns::netlink
