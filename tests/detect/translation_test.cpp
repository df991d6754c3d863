#include "detect/translation.hpp"

#include <gtest/gtest.h>

#include "fakes/ip.hpp"

namespace dyndns::detect {
namespace {

using fakes::ip;

TEST(Translation, CarrierGradeNatIsNamedWithWhatCanBeDone) {
  EXPECT_EQ(
      why_out_of_reach(ip("100.64.1.2"), ip("81.2.69.142")),
      "nobody can connect to 81.2.69.142: it is shared with others by carrier-grade NAT of the Internet provider, in "
      "which this host has 100.64.1.2; ask for a public IPv4 address, or publish IPv6 alone (\"ipv4\": false)");
}

TEST(Translation, DsLiteIsNamed) {
  EXPECT_NE(why_out_of_reach(ip("192.0.0.2"), ip("81.2.69.142")).find(" by DS-Lite of "), std::string::npos);
}

TEST(Translation, TheBlocksEndWhereTheirStandardsSay) {
  for (const auto* inside : {"100.64.0.0", "100.127.255.255", "192.0.0.0", "192.0.0.7"}) {
    EXPECT_NE(why_out_of_reach(ip(inside), ip("81.2.69.142")), "") << inside;
  }
  for (const auto* outside : {"100.63.255.255", "100.128.0.0", "192.0.0.8", "191.255.255.255"}) {
    EXPECT_EQ(why_out_of_reach(ip(outside), ip("81.2.69.142")), "") << outside;
  }
}

TEST(Translation, ARouterAtHomeAndNoneAtAllAreInNobodysWay) {
  EXPECT_EQ(why_out_of_reach(ip("192.168.1.4"), ip("81.2.69.142")), "");
  EXPECT_EQ(why_out_of_reach(ip("81.2.69.142"), ip("81.2.69.142")), "");
  EXPECT_EQ(why_out_of_reach(ip("2a02:6b67::1"), ip("2a02:6b67::1")), "");
}

}  // namespace
}  // namespace dyndns::detect
