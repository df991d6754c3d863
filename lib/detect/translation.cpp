#include "detect/translation.hpp"

#include <algorithm>
#include <array>

namespace dyndns::detect {
namespace {

struct Block {
  std::array<std::uint8_t, 4> prefix;
  unsigned length;
  const char* name;
};

constexpr std::array<Block, 2> of_providers = {{
    {{100, 64, 0, 0}, 10, "carrier-grade NAT"},
    {{192, 0, 0, 0}, 29, "DS-Lite"},
}};

bool is_within(const Address& address, const Block& block) {
  for (unsigned bit = 0; bit < block.length; ++bit) {
    const unsigned difference = address.bytes().at(bit / 8) ^ block.prefix.at(bit / 8);
    if ((difference & (0x80U >> (bit % 8))) != 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string why_out_of_reach(const Address& own, const Address& seen) {
  if (own.family() != Family::ipv4 || own == seen) {
    return {};
  }
  const auto* const found =
      std::ranges::find_if(of_providers, [&own](const Block& block) { return is_within(own, block); });
  if (found == of_providers.end()) {
    return {};
  }
  return "nobody can connect to " + seen.to_string() + ": it is shared with others by " + found->name +
         " of the Internet provider, in which this host has " + own.to_string() +
         R"(; ask for a public IPv4 address, or publish IPv6 alone ("ipv4": false))";
}

}  // namespace dyndns::detect
