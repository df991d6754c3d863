#include "detect/interface_source.hpp"

#include <net/if.h>

#include <utility>

#include "detect/interface_address.hpp"
#include "netlink/ask.hpp"

namespace dyndns::detect {
namespace {

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

bool host_can_have(Family family) {
  const auto addresses = netlink::addresses();
  return !addresses || choose_address(*addresses, family, family == Family::ipv4, "").has_value();
}

}  // namespace dyndns::detect
