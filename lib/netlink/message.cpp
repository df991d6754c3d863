#include "netlink/message.hpp"

#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace dyndns::netlink {
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

Bytes behind(Bytes bytes, std::size_t size) { return bytes.subspan(std::min(padded(size), bytes.size())); }

struct Attribute {
  unsigned short type;
  Bytes value;
};

std::vector<Attribute> read_attributes(Bytes bytes) {
  std::vector<Attribute> attributes;
  while (const auto header = read_at<rtattr>(bytes, 0)) {
    if (header->rta_len < sizeof(rtattr) || header->rta_len > bytes.size()) {
      break;
    }
    attributes.push_back({header->rta_type, bytes.subspan(sizeof(rtattr), header->rta_len - sizeof(rtattr))});
    bytes = behind(bytes, header->rta_len);
  }
  return attributes;
}

std::optional<Family> to_family(unsigned char family) {
  if (family != AF_INET && family != AF_INET6) {
    return std::nullopt;
  }
  return family == AF_INET ? Family::ipv4 : Family::ipv6;
}

std::optional<Address> to_address(Bytes bytes, std::optional<Family> family) {
  const std::size_t size = family == Family::ipv4 ? 4 : 16;
  if (!family || bytes.size() != size) {
    return std::nullopt;
  }
  std::array<std::uint8_t, 16> whole{};
  std::memcpy(whole.data(), bytes.data(), size);
  return Address::from_bytes(*family, whole);
}

std::optional<Message> decode_address(Bytes content, bool is_gone) {
  const auto header = read_at<ifaddrmsg>(content, 0);
  if (!header) {
    return std::nullopt;
  }
  const auto family = to_family(header->ifa_family);
  std::optional<Address> address;
  std::uint32_t flags = header->ifa_flags;
  std::uint32_t preferred = for_ever;
  for (const auto& [type, value] : read_attributes(behind(content, sizeof(ifaddrmsg)))) {
    // IFA_ADDRESS is the far end on a point-to-point link; IFA_LOCAL, where there is one, is ours.
    if (type == IFA_LOCAL || (type == IFA_ADDRESS && !address)) {
      address = to_address(value, family);
    } else if (type == IFA_FLAGS) {
      flags = read_at<std::uint32_t>(value, 0).value_or(flags);
    } else if (const auto times = type == IFA_CACHEINFO ? read_at<ifa_cacheinfo>(value, 0) : std::nullopt) {
      preferred = times->ifa_prefered;
    }
  }
  if (!address) {
    return std::nullopt;
  }
  return InterfaceAddress{*address, flags, header->ifa_index, is_gone, preferred};
}

std::optional<Message> decode_route(Bytes content) {
  const auto header = read_at<rtmsg>(content, 0);
  const auto family = header ? to_family(header->rtm_family) : std::nullopt;
  if (!family) {
    return std::nullopt;
  }
  Route route{*family, header->rtm_dst_len, header->rtm_type};
  for (const auto& [type, value] : read_attributes(behind(content, sizeof(rtmsg)))) {
    if (type == RTA_OIF) {
      route.interface = read_at<std::uint32_t>(value, 0).value_or(0);
    } else if (type == RTA_GATEWAY) {
      route.gateway = to_address(value, family);
    } else if (type == RTA_PREFSRC) {
      route.source = to_address(value, family);
    }
  }
  return route;
}

std::string to_name(Bytes value) {
  const std::string text(reinterpret_cast<const char*>(value.data()), std::min<std::size_t>(value.size(), IFNAMSIZ));
  return text.substr(0, text.find('\0'));
}

std::optional<Message> decode_link(Bytes content, bool is_gone) {
  const auto header = read_at<ifinfomsg>(content, 0);
  if (!header || header->ifi_index <= 0) {
    return std::nullopt;
  }
  Link link{static_cast<unsigned>(header->ifi_index), {}, !is_gone && (header->ifi_flags & IFF_RUNNING) != 0};
  for (const auto& [type, value] : read_attributes(behind(content, sizeof(ifinfomsg)))) {
    if (type == IFLA_IFNAME) {
      link.name = to_name(value);
    }
  }
  return link;
}

std::optional<Message> decode_end(Bytes content) {
  // Negative errno, also at the end of a dump.
  const auto error = read_at<std::int32_t>(content, 0).value_or(0);
  return End{error > -4096 && error < 0 ? -error : 0};
}

std::optional<Message> decode_one(unsigned type, Bytes content) {
  switch (type) {
    case RTM_NEWADDR:
    case RTM_DELADDR:
      return decode_address(content, type == RTM_DELADDR);
    case RTM_NEWROUTE:
    case RTM_DELROUTE:
      return decode_route(content);
    case RTM_NEWLINK:
    case RTM_DELLINK:
      return decode_link(content, type == RTM_DELLINK);
    case NLMSG_DONE:
    case NLMSG_ERROR:
      return decode_end(content);
    default:
      return std::nullopt;
  }
}

struct Part {
  nlmsghdr header;
  Bytes content;
};

std::vector<Part> split(Bytes datagram) {
  std::vector<Part> parts;
  while (const auto header = read_at<nlmsghdr>(datagram, 0)) {
    if (header->nlmsg_len < sizeof(nlmsghdr) || header->nlmsg_len > datagram.size()) {
      break;
    }
    parts.push_back({*header, datagram.subspan(sizeof(nlmsghdr), header->nlmsg_len - sizeof(nlmsghdr))});
    datagram = behind(datagram, header->nlmsg_len);
  }
  return parts;
}

}  // namespace

std::vector<Message> decode(Bytes datagram) {
  std::vector<Message> messages;
  for (const auto& [header, content] : split(datagram)) {
    if (auto message = decode_one(header.nlmsg_type, content)) {
      messages.push_back(*std::move(message));
    }
  }
  return messages;
}

bool is_interrupted(Bytes datagram) {
  return std::ranges::any_of(split(datagram),
                             [](const Part& part) { return (part.header.nlmsg_flags & NLM_F_DUMP_INTR) != 0; });
}

// IFA_F_SECONDARY is IFA_F_TEMPORARY's bit, with another meaning for IPv4.
bool is_stable(const InterfaceAddress& address) {
  constexpr std::uint32_t never = IFA_F_DEPRECATED | IFA_F_TENTATIVE | IFA_F_DADFAILED;
  const bool is_temporary = address.address.family() == Family::ipv6 && (address.flags & IFA_F_TEMPORARY) != 0;
  return (address.flags & never) == 0 && !is_temporary;
}

}  // namespace dyndns::netlink
