#include "detect/interface_address.hpp"

#include <linux/if_addr.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "detect/extract.hpp"

namespace dyndns::detect {
namespace {

using netlink::InterfaceAddress;

// The smaller, the better.
auto rank(const InterfaceAddress& candidate) {
  return std::tuple(why_not_global_unicast(candidate.address).has_value(), (candidate.flags & IFA_F_PERMANENT) == 0,
                    (candidate.flags & IFA_F_SECONDARY) != 0, candidate.address);
}

}  // namespace

Result<Address> choose_address(const std::vector<InterfaceAddress>& addresses, Family family, bool allow_private,
                               const std::string& interface) {
  std::vector<InterfaceAddress> fit;
  std::optional<Address> refused;
  for (const auto& candidate : addresses) {
    if (candidate.address.family() != family || !is_stable(candidate)) {
      continue;
    }
    const bool is_global = !why_not_global_unicast(candidate.address);
    if (is_global || (allow_private && is_private(candidate.address))) {
      fit.push_back(candidate);
    } else if (!refused || !is_private(*refused)) {
      refused = candidate.address;
    }
  }
  const auto best = std::ranges::min_element(fit, {}, rank);
  if (best != fit.end()) {
    return best->address;
  }
  auto detail = "interface '" + interface + "' has no stable " + std::string(to_string(family)) +
                " address that others can reach";
  if (refused) {
    detail += ", only " + refused->to_string() + ", which is " + std::string(*why_not_global_unicast(*refused));
    detail += is_private(*refused) ? private_remedy(family, "interface") : "";
  }
  return Failure{Fault::missing, std::move(detail)};
}

}  // namespace dyndns::detect
