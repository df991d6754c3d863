#include "core/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <span>

namespace dyndns {
namespace {

constexpr std::size_t longest_text = 45;  // INET6_ADDRSTRLEN without its terminator

struct Block {
  std::array<std::uint8_t, 16> prefix;
  unsigned length;  // in bits
  std::string_view what;
};

constexpr std::array<Block, 18> special_ipv4 = {{
    {{0}, 8, "'this network' (RFC 791)"},
    {{10}, 8, "private (RFC 1918)"},
    {{100, 64}, 10, "carrier-grade NAT (RFC 6598)"},
    {{127}, 8, "loopback (RFC 1122)"},
    {{169, 254}, 16, "link-local (RFC 3927)"},
    {{172, 16}, 12, "private (RFC 1918)"},
    {{192, 0, 0}, 24, "for protocol assignments (RFC 6890)"},
    {{192, 0, 2}, 24, "for documentation (RFC 5737)"},
    {{192, 31, 196}, 24, "anycast of AS112 (RFC 7535)"},
    {{192, 52, 193}, 24, "anycast of AMT (RFC 7450)"},
    {{192, 88, 99}, 24, "deprecated 6to4 anycast (RFC 7526)"},
    {{192, 168}, 16, "private (RFC 1918)"},
    {{192, 175, 48}, 24, "anycast of AS112 (RFC 7534)"},
    {{198, 18}, 15, "for benchmarks (RFC 2544)"},
    {{198, 51, 100}, 24, "for documentation (RFC 5737)"},
    {{203, 0, 113}, 24, "for documentation (RFC 5737)"},
    {{224}, 4, "multicast (RFC 1112)"},
    {{240}, 4, "reserved or broadcast (RFC 1112)"},
}};

constexpr std::array<Block, 11> special_ipv6 = {{
    {{}, 128, "unspecified (RFC 4291)"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback (RFC 4291)"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "an IPv4-mapped address (RFC 4291)"},
    {{0xfc}, 7, "unique local (RFC 4193)"},
    {{0xfe, 0x80}, 10, "link-local (RFC 4291)"},
    {{0xff}, 8, "multicast (RFC 4291)"},
    {{0x20, 0x01}, 23, "for protocol assignments (RFC 2928)"},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "for documentation (RFC 3849)"},
    {{0x20, 0x02}, 16, "6to4 (RFC 3056)"},
    {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48, "anycast of AS112 (RFC 7534)"},
    {{0x3f, 0xff}, 20, "for documentation (RFC 9637)"},
}};

// Addresses are given out of 2000::/3 alone so far (RFC 4291, IANA's registry of global unicast addresses).
constexpr Block allocated_ipv6 = {{0x20}, 3, ""};

constexpr std::array<Block, 5> private_blocks = {{
    {{10}, 8, ""},
    {{172, 16}, 12, ""},
    {{192, 168}, 16, ""},
    {{100, 64}, 10, ""},
    {{0xfc}, 7, ""},
}};

bool is_in(const Address& address, const Block& block) {
  const auto whole = block.length / 8;
  const auto& bytes = address.bytes();
  if (!std::equal(bytes.begin(), bytes.begin() + whole, block.prefix.begin())) {
    return false;
  }
  const auto rest = block.length % 8;
  return rest == 0 || ((bytes[whole] ^ block.prefix[whole]) >> (8 - rest)) == 0;
}

std::optional<std::string_view> find_block(const Address& address, std::span<const Block> blocks) {
  const auto found = std::ranges::find_if(blocks, [&](const Block& block) { return is_in(address, block); });
  return found == blocks.end() ? std::nullopt : std::optional(found->what);
}

}  // namespace

std::string_view to_string(Family family) { return family == Family::ipv4 ? "IPv4" : "IPv6"; }

std::optional<Address> Address::parse(std::string_view text) {
  if (text.size() > longest_text || text.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string terminated(text);
  std::array<std::uint8_t, 16> bytes{};
  if (::inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1) {
    return Address(Family::ipv4, bytes);
  }
  if (::inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) {
    return Address(Family::ipv6, bytes);
  }
  return std::nullopt;
}

std::string Address::to_string() const {
  std::array<char, longest_text + 1> text{};
  ::inet_ntop(family_ == Family::ipv4 ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
  return text.data();
}

std::optional<std::string_view> why_not_global_unicast(const Address& address) {
  if (address.family() == Family::ipv4) {
    return find_block(address, special_ipv4);
  }
  if (const auto special = find_block(address, special_ipv6)) {
    return special;
  }
  return is_in(address, allocated_ipv6) ? std::nullopt : std::optional<std::string_view>("not allocated (RFC 4291)");
}

bool is_private(const Address& address) {
  const bool is_ipv4 = address.family() == Family::ipv4;
  const std::span blocks(private_blocks);
  return find_block(address, is_ipv4 ? blocks.first(4) : blocks.last(1)).has_value();
}

Address host_part(const MacAddress& mac) {
  constexpr std::uint8_t universal_or_local = 0x02;
  const auto first = static_cast<std::uint8_t>(mac[0] ^ universal_or_local);
  return Address::from_bytes(Family::ipv6,
                             {0, 0, 0, 0, 0, 0, 0, 0, first, mac[1], mac[2], 0xff, 0xfe, mac[3], mac[4], mac[5]});
}

Address with_suffix(const Address& detected, const Ipv6Suffix& suffix) {
  auto bytes = suffix.suffix.bytes();
  for (unsigned bit = 0; bit < suffix.prefix_length; ++bit) {
    bytes.at(bit / 8) |= static_cast<std::uint8_t>(detected.bytes().at(bit / 8) & (0x80U >> (bit % 8)));
  }
  return Address::from_bytes(Family::ipv6, bytes);
}

}  // namespace dyndns
