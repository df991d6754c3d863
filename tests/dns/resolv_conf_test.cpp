#include "dns/resolv_conf.hpp"

#include <gtest/gtest.h>

namespace dyndns::dns {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> servers_in(std::string_view text) {
  std::vector<std::string> servers;
  for (const auto& server : parse_resolv_conf(text).servers) {
    servers.push_back(to_string(server));
  }
  return servers;
}

TEST(ResolvConf, ServersComeInItsOrder) {
  const auto text = "# by hand\nsearch example.com\nnameserver 192.168.1.1\n\nnameserver\t2a02:6b67::1 # the other\n";
  EXPECT_EQ(servers_in(text), (std::vector<std::string>{"192.168.1.1", "2a02:6b67::1"}));
}

TEST(ResolvConf, ALinkLocalServerIsBehindItsInterface) {
  const auto conf = parse_resolv_conf("nameserver fe80::1%eth0");
  const ListedServer expected{{*Address::parse("fe80::1")}, "eth0"};
  EXPECT_EQ(conf.servers, std::vector{expected});
  EXPECT_EQ(to_string(expected), "fe80::1%eth0");
}

TEST(ResolvConf, WhatIsNoServerIsPassedOver) {
  EXPECT_TRUE(servers_in("nameserver\nnameserver router\nnameservers 192.168.1.1\n#nameserver 192.168.1.1\n").empty());
  EXPECT_TRUE(servers_in("").empty());
}

TEST(ResolvConf, PatienceAndTriesAreOursUnlessItSaysOthers) {
  const auto ours = parse_resolv_conf("options edns0 trust-ad");
  EXPECT_EQ(ours.patience, 1s);
  EXPECT_EQ(ours.tries, 3);
  const auto theirs = parse_resolv_conf("options timeout:2 attempts:4\noptions ndots:2");
  EXPECT_EQ(theirs.patience, 2s);
  EXPECT_EQ(theirs.tries, 4);
}

TEST(ResolvConf, PatienceAndTriesStayWithinOurLimits) {
  const auto much = parse_resolv_conf("options timeout:30 attempts:99");
  EXPECT_EQ(much.patience, 10s);
  EXPECT_EQ(much.tries, 5);
  const auto little = parse_resolv_conf("options timeout:0 attempts:-1");
  EXPECT_EQ(little.patience, 1s);
  EXPECT_EQ(little.tries, 1);
  const auto none = parse_resolv_conf("options timeout: attempts:x timeout:99999999999 attempts:2x");
  EXPECT_EQ(none.patience, 1s);
  EXPECT_EQ(none.tries, 3);
}

TEST(ResolvConf, ServersRotateWhereItSaysSo) {
  EXPECT_TRUE(parse_resolv_conf("options timeout:1 rotate").rotates);
  EXPECT_FALSE(parse_resolv_conf("options timeout:1").rotates);
}

}  // namespace
}  // namespace dyndns::dns
