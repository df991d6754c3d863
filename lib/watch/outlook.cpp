#include "watch/outlook.hpp"

#include <linux/rtnetlink.h>

#include <algorithm>
#include <utility>

namespace dyndns::watch {
namespace {

// VPNs override a default route, 0.0.0.0/0, by its halves, and ::/0 by its eighths and sixteenths.
constexpr unsigned longest_prefix_of_a_default_route = 4;

bool contradicts_known(const netlink::InterfaceAddress& announced, const Outlook& known) {
  if (counts(announced) != known.addresses.contains(announced.address)) {
    return true;
  }
  const auto way = known.ways.find(announced.address.family());
  return way != known.ways.end() && way->second.source && way->second.interface == announced.interface &&
         announced.is_gone == (way->second.source == announced.address);
}

// Which packets it takes depends on all others, so it is not compared: any that could take most of them counts.
bool contradicts_known(const netlink::Route& announced, const Outlook&) {
  const bool leads_out = announced.type != RTN_LOCAL && announced.type != RTN_BROADCAST &&
                         announced.type != RTN_ANYCAST && announced.type != RTN_MULTICAST;
  return leads_out && announced.prefix_length <= longest_prefix_of_a_default_route;
}

// The kernel does not announce the routes that go with a link.
bool contradicts_known(const netlink::Link& announced, const Outlook& known) {
  return std::ranges::any_of(known.ways, [&announced](const auto& way) {
    return way.second.interface == announced.interface && way.second.is_running != announced.is_running;
  });
}

bool contradicts_known(const netlink::End&, const Outlook&) { return false; }

bool is_same_way(const Outlook& outlook, Family family, const WayOut& way) {
  const auto found = outlook.ways.find(family);
  return found != outlook.ways.end() && found->second == way;
}

std::optional<Address> only_in(const std::set<Address>& these, const std::set<Address>& and_not_in) {
  const auto found = std::ranges::find_if_not(these, [&](const Address& one) { return and_not_in.contains(one); });
  return found == these.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string to_string(const WayOut& way) {
  auto text = way.gateway ? "via " + way.gateway->to_string() + " " : std::string();
  text += "dev " + way.name;
  text += way.source ? " src " + way.source->to_string() : "";
  return text;
}

bool counts(const netlink::InterfaceAddress& address) {
  return !address.is_gone && is_stable(address) && !why_not_global_unicast(address.address);
}

bool contradicts(const netlink::Message& announced, const Outlook& known) {
  return std::visit([&known](const auto& message) { return contradicts_known(message, known); }, announced);
}

std::optional<std::string> news(const Outlook& before, const Outlook& now) {
  const auto is_running = [](const auto& way) { return way.second.is_running; };
  if (std::ranges::none_of(now.ways, is_running)) {
    return std::nullopt;
  }
  for (const auto& [family, way] : now.ways) {
    if (way.is_running && !is_same_way(before, family, way)) {
      return std::string(to_string(family)) + " leaves " + to_string(way);
    }
  }
  if (const auto added = only_in(now.addresses, before.addresses)) {
    return "address " + added->to_string() + " appeared";
  }
  if (const auto gone = only_in(before.addresses, now.addresses)) {
    return "address " + gone->to_string() + " is gone";
  }
  return std::nullopt;
}

}  // namespace dyndns::watch
