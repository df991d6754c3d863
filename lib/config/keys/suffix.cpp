#include <algorithm>

#include "config/keys/readers.hpp"
#include "config/values/names.hpp"
#include "text/one_line.hpp"

namespace dyndns::config {
namespace {

constexpr unsigned bits_of_a_mac = 64;  // that it makes of the host part

bool has_bits_within(const Address& suffix, unsigned begin, unsigned end) {
  for (unsigned bit = begin; bit < end; ++bit) {
    const unsigned byte = suffix.bytes().at(bit / 8);
    if ((byte >> (7 - bit % 8) & 1U) != 0) {
      return true;
    }
  }
  return false;
}

// A bit within the prefix would be lost without a word.
std::optional<Address> read_host_part(const Node& suffix, unsigned prefix_length) {
  const auto text = suffix.text();
  if (!text) {
    return std::nullopt;
  }
  const auto address = Address::parse(*text);
  if (!address || address->family() != Family::ipv6) {
    suffix.error(text::in_quotes(*text) + " is not the end of an IPv6 address such as '::1:2'");
  } else if (has_bits_within(*address, 0, prefix_length)) {
    suffix.error(text::in_quotes(*text) + " has bits within the first " + std::to_string(prefix_length) +
                 ", which come from the detected address");
  } else {
    return address;
  }
  return std::nullopt;
}

std::optional<Address> read_mac(const Node& node, unsigned prefix_length) {
  const auto mac = node.parsed(parse_mac);
  if (mac && prefix_length > 128 - bits_of_a_mac) {
    node.error("makes the last 64 bits, but prefix_length " + std::to_string(prefix_length) + " leaves " +
               std::to_string(128 - prefix_length) + "; use suffix");
    return std::nullopt;
  }
  return mac ? std::optional(host_part(*mac)) : std::nullopt;
}

// With a MAC address a suffix can only say which of several networks it is in.
std::optional<Address> joined(const Node& suffix, const Address& subnet, const Address& host) {
  if (has_bits_within(subnet, 128 - bits_of_a_mac, 128)) {
    suffix.error("must leave its last 64 bits, which mac makes, at 0; remove one of them");
    return std::nullopt;
  }
  return with_suffix(subnet, {host, bits_of_a_mac});
}

}  // namespace

std::optional<Ipv6Suffix> read_suffix(const std::optional<Node>& suffix, const std::optional<Node>& mac,
                                      unsigned prefix_length) {
  auto host = suffix ? read_host_part(*suffix, prefix_length) : std::nullopt;
  const auto made = mac ? read_mac(*mac, prefix_length) : std::nullopt;
  if (suffix && mac) {
    host = host && made ? joined(*suffix, *host, *made) : std::nullopt;
  } else if (mac) {
    host = made;
  }
  return host ? std::optional(Ipv6Suffix{*host, prefix_length}) : std::nullopt;
}

}  // namespace dyndns::config
