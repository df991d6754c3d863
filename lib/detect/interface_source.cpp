#include "detect/interface_source.hpp"

#include <linux/if_addr.h>
#include <net/if.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "detect/extract.hpp"
#include "netlink/ask.hpp"

namespace dyndns::detect {
namespace {

using netlink::InterfaceAddress;

bool is_deprecated(const InterfaceAddress& candidate) { return (candidate.flags & IFA_F_DEPRECATED) != 0; }

bool may_be_chosen(InterfaceAddress candidate) {
  candidate.flags &= ~std::uint32_t{IFA_F_DEPRECATED};
  return is_stable(candidate);
}

bool share_prefix(const InterfaceAddress& one, const InterfaceAddress& other) {
  constexpr int prefix = 8;  // bytes: all that routers announce are of 64 bits
  return std::equal(one.address.bytes().begin(), one.address.bytes().begin() + prefix, other.address.bytes().begin());
}

// Whether an address under another prefix is preferred for a longer time than any under this one. Routers repeat what
// they announce every ten minutes (RFC 4861, MaxRtrAdvInterval), so that of two prefixes that live, now the one is
// ahead by so much and now the other: that says nothing. Neither do the addresses of one prefix, by DHCPv6 and without.
bool is_outlived(const InterfaceAddress& candidate, const std::vector<InterfaceAddress>& all) {
  constexpr std::uint32_t repetition = 600;
  std::uint32_t longest = 0;
  std::uint32_t own = 0;
  for (const auto& each : all) {
    longest = std::max(longest, each.preferred);
    own = share_prefix(each, candidate) ? std::max(own, each.preferred) : own;
  }
  return candidate.address.family() == Family::ipv6 && longest > own &&
         longest - own >= std::min(repetition, longest / 2);
}

// Loopback and link-local.
bool stays_here(const Address& address) {
  const auto& bytes = address.bytes();
  if (address.family() == Family::ipv4) {
    return bytes[0] == 127 || (bytes[0] == 169 && bytes[1] == 254);
  }
  return (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80) || address == Address::parse("::1");
}

// The smaller, the better.
auto rank(const InterfaceAddress& candidate, const std::vector<InterfaceAddress>& all) {
  return std::tuple(why_not_global_unicast(candidate.address).has_value(), is_deprecated(candidate),
                    (candidate.flags & IFA_F_PERMANENT) == 0, is_outlived(candidate, all),
                    (candidate.flags & IFA_F_SECONDARY) != 0, candidate.address);
}

class InterfaceSource final : public AddressSource {
 public:
  InterfaceSource(std::string interface, bool allow_private)
      : interface_(std::move(interface)), name_("interface " + interface_), allow_private_(allow_private) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return name_; }
  [[nodiscard]] bool can_tell(Family) const override { return true; }

  [[nodiscard]] Task<Result<Address>> ask(Family family) override {
    const auto index = ::if_nametoindex(interface_.c_str());
    if (index == 0) {
      co_return Failure{Fault::missing, "there is no interface '" + interface_ + "'"};
    }
    auto addresses = netlink::addresses();
    if (!addresses) {
      co_return addresses.error();
    }
    std::erase_if(*addresses, [index](const auto& address) { return address.interface != index; });
    co_return choose_address(*addresses, family, allow_private_, interface_);
  }

 private:
  std::string interface_;
  std::string name_;
  bool allow_private_;
};

}  // namespace

std::unique_ptr<AddressSource> make_interface_source(std::string interface, bool allow_private) {
  return std::make_unique<InterfaceSource>(std::move(interface), allow_private);
}

Result<Address> choose_address(const std::vector<InterfaceAddress>& addresses, Family family, bool allow_private,
                               const std::string& interface) {
  std::vector<InterfaceAddress> fit;
  std::optional<Address> refused;
  for (const auto& candidate : addresses) {
    if (candidate.address.family() != family || !may_be_chosen(candidate)) {
      continue;
    }
    const bool is_global = !why_not_global_unicast(candidate.address);
    if (is_global || (allow_private && is_private(candidate.address))) {
      fit.push_back(candidate);
    } else if (!refused || !is_private(*refused)) {
      refused = candidate.address;
    }
  }
  const auto best = std::ranges::min_element(fit, {}, [&fit](const auto& each) { return rank(each, fit); });
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

bool host_can_have(Family family, bool is_translated) {
  const auto addresses = netlink::addresses();
  return !addresses || std::ranges::any_of(*addresses, [&](const auto& each) {
    const bool leads_out = !why_not_global_unicast(each.address) || (is_translated && !stays_here(each.address));
    return each.address.family() == family && may_be_chosen(each) && leads_out;
  });
}

}  // namespace dyndns::detect
