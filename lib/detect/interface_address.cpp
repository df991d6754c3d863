#include "detect/interface_address.hpp"

#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <tuple>

namespace dyndns::detect {
namespace {

using Bytes = std::span<const std::byte>;

// Netlink pads to four bytes.
std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

template <class T>
std::optional<T> read_at(Bytes bytes, std::size_t offset) {
  if (bytes.size() < offset + sizeof(T)) {
    return std::nullopt;
  }
  T value{};
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

// Calls `take` with the type and the content of each attribute.
template <class Take>
void for_each_attribute(Bytes attributes, Take take) {
  while (const auto header = read_at<rtattr>(attributes, 0)) {
    if (header->rta_len < sizeof(rtattr) || header->rta_len > attributes.size()) {
      return;
    }
    take(header->rta_type, attributes.subspan(sizeof(rtattr), header->rta_len - sizeof(rtattr)));
    attributes = attributes.subspan(std::min(padded(header->rta_len), attributes.size()));
  }
}

std::optional<Address> to_address(Bytes bytes, unsigned char family) {
  const std::size_t size = family == AF_INET ? 4 : 16;
  if (bytes.size() != size || (family != AF_INET && family != AF_INET6)) {
    return std::nullopt;
  }
  std::array<std::uint8_t, 16> whole{};
  std::memcpy(whole.data(), bytes.data(), size);
  return Address::from_bytes(family == AF_INET ? Family::ipv4 : Family::ipv6, whole);
}

std::optional<InterfaceAddress> parse_message(Bytes message, unsigned index) {
  const auto header = read_at<ifaddrmsg>(message, 0);
  if (!header || (index != 0 && header->ifa_index != index)) {
    return std::nullopt;
  }
  std::optional<Address> address;
  std::uint32_t flags = header->ifa_flags;
  for_each_attribute(message.subspan(padded(sizeof(ifaddrmsg))), [&](unsigned short type, Bytes content) {
    // IFA_ADDRESS is the far end on a point-to-point link; IFA_LOCAL, where there is one, is ours.
    if (type == IFA_LOCAL || (type == IFA_ADDRESS && !address)) {
      address = to_address(content, header->ifa_family);
    } else if (type == IFA_FLAGS) {
      flags = read_at<std::uint32_t>(content, 0).value_or(flags);
    }
  });
  return address ? std::optional(InterfaceAddress{*address, flags}) : std::nullopt;
}

// IFA_F_SECONDARY is IFA_F_TEMPORARY's bit, with another meaning for IPv4.
bool is_unfit(const InterfaceAddress& candidate) {
  constexpr std::uint32_t never = IFA_F_DEPRECATED | IFA_F_TENTATIVE | IFA_F_DADFAILED;
  const bool is_temporary = candidate.address.family() == Family::ipv6 && (candidate.flags & IFA_F_TEMPORARY) != 0;
  return (candidate.flags & never) != 0 || is_temporary;
}

// The smaller, the better.
auto rank(const InterfaceAddress& candidate) {
  return std::tuple(why_not_global_unicast(candidate.address).has_value(), (candidate.flags & IFA_F_PERMANENT) == 0,
                    (candidate.flags & IFA_F_SECONDARY) != 0, candidate.address);
}

}  // namespace

std::vector<InterfaceAddress> parse_address_dump(Bytes dump, unsigned index) {
  std::vector<InterfaceAddress> found;
  while (const auto header = read_at<nlmsghdr>(dump, 0)) {
    if (header->nlmsg_len < sizeof(nlmsghdr) || header->nlmsg_len > dump.size()) {
      break;
    }
    const auto content = dump.subspan(sizeof(nlmsghdr), header->nlmsg_len - sizeof(nlmsghdr));
    if (header->nlmsg_type == RTM_NEWADDR) {
      if (auto address = parse_message(content, index)) {
        found.push_back(*address);
      }
    }
    dump = dump.subspan(std::min(padded(header->nlmsg_len), dump.size()));
  }
  return found;
}

Result<Address> choose_address(const std::vector<InterfaceAddress>& addresses, Family family, bool allow_private,
                               const std::string& interface) {
  std::vector<InterfaceAddress> fit;
  std::optional<Address> refused;
  for (const auto& candidate : addresses) {
    if (candidate.address.family() != family || is_unfit(candidate)) {
      continue;
    }
    const bool is_global = !why_not_global_unicast(candidate.address);
    if (is_global || (allow_private && is_private(candidate.address))) {
      fit.push_back(candidate);
    } else {
      refused = candidate.address;
    }
  }
  const auto best = std::ranges::min_element(fit, {}, rank);
  if (best != fit.end()) {
    return best->address;
  }
  const auto what = "interface '" + interface + "' has no stable " + std::string(to_string(family)) +
                    " address that others can reach";
  return Failure{Fault::missing, refused ? what + ", only " + refused->to_string() + ", which is " +
                                               std::string(*why_not_global_unicast(*refused))
                                         : what};
}

}  // namespace dyndns::detect
