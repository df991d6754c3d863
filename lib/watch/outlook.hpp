// How the kernel sees this host's connection to the Internet, and when a change in it can mean another public address.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/address.hpp"
#include "netlink/message.hpp"

namespace dyndns::watch {

// By which a packet to the Internet leaves, whatever rule, table or VPN decides that.
struct WayOut {
  unsigned interface = 0;
  std::string name{};
  bool is_running = false;  // else the cable is out, or what it leads to is off
  std::optional<Address> gateway{};
  std::optional<Address> source{};  // IPv4 only: for IPv6 it may be a temporary one (RFC 8981), which come and go

  bool operator==(const WayOut&) const = default;
};

[[nodiscard]] std::string to_string(const WayOut& way);  // as ip-route(8) writes it

// All that counts. What containers and the like do to their own interfaces is not in it: those have private addresses,
// and a private one counts only as the source of the way out.
struct Outlook {
  std::map<Family, WayOut> ways;
  std::set<Address> addresses;  // global unicast and stable, of all interfaces

  bool operator==(const Outlook&) const = default;
};

[[nodiscard]] bool counts(const netlink::InterfaceAddress& address);

// Whether what the kernel announces is something else than what is known. No when it repeats itself, as it does
// whenever a router renews the lifetime of an address; and a change that takes several steps, such as an IPv6 address
// that becomes usable when it was found to be no duplicate, is one at the last of them.
[[nodiscard]] bool contradicts(const netlink::Message& announced, const Outlook& known);

// Why our public address may be another now, in words; nothing when there is no reason. That a way is gone is none,
// since nobody can be asked: its return will be one.
[[nodiscard]] std::optional<std::string> news(const Outlook& before, const Outlook& now);

}  // namespace dyndns::watch
