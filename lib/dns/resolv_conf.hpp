// What resolv.conf(5) says about the name servers of this host.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/provider.hpp"

namespace dyndns::dns {

struct ListedServer {
  DnsServer server;
  std::string link{};  // the interface behind which a link-local address is: "eth0" of fe80::1%eth0

  bool operator==(const ListedServer&) const = default;
};

[[nodiscard]] std::string to_string(const ListedServer& server);  // "192.168.1.1", "fe80::1%eth0"

struct ResolvConf {
  std::vector<ListedServer> servers{};  // in its order; none: the one on this host, as resolv.conf(5) has it
  std::chrono::seconds patience{1};     // "timeout", 1 to 10: with a server before the next one is asked
  int tries = 3;                        // "attempts", 1 to 5: of each server
  bool rotates = false;                 // "rotate": no server comes before the others
};

// What is not understood is passed over, as other resolvers do.
[[nodiscard]] ResolvConf parse_resolv_conf(std::string_view text);

}  // namespace dyndns::dns
