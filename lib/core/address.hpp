// An IPv4 or IPv6 address as a value, and whether it can be the address of a host on the Internet.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dyndns {

enum class Family { ipv4, ipv6 };

[[nodiscard]] std::string_view to_string(Family family);  // "IPv4", "IPv6"

class Address {
 public:
  // Accepts exactly what inet_pton(3) accepts: no surrounding space, no zone index, no port, no leading zeros in IPv4.
  [[nodiscard]] static std::optional<Address> parse(std::string_view text);

  // In network byte order; IPv4 fills the first four bytes, the others are zero.
  [[nodiscard]] static Address from_bytes(Family family, const std::array<std::uint8_t, 16>& bytes) {
    return {family, bytes};
  }

  [[nodiscard]] Family family() const { return family_; }
  [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }  // as from_bytes() takes them

  [[nodiscard]] std::string to_string() const;  // RFC 5952 for IPv6

  auto operator<=>(const Address&) const = default;

 private:
  Address(Family family, std::array<std::uint8_t, 16> bytes) : family_(family), bytes_(bytes) {}

  Family family_;
  std::array<std::uint8_t, 16> bytes_;
};

// Nothing when a host on the Internet can have the address, by IANA's IPv4 and IPv6 special-purpose address
// registries (RFC 6890 and its successors); else what it is instead: "private (RFC 1918)", "documentation (RFC 5737)".
[[nodiscard]] std::optional<std::string_view> why_not_global_unicast(const Address& address);

// An address that a host can have within its own network: RFC 1918, RFC 6598, RFC 4193.
[[nodiscard]] bool is_private(const Address& address);

// The end of an IPv6 address, which stays when the prefix changes.
struct Ipv6Suffix {
  Address suffix;  // zero in the first `prefix_length` bits
  unsigned prefix_length;

  bool operator==(const Ipv6Suffix&) const = default;
};

using MacAddress = std::array<std::uint8_t, 6>;

// The last 64 bits of an IPv6 address, which a device makes of the hardware address of its interface: modified EUI-64
// (RFC 4291, appendix A). The first 64 are zero.
[[nodiscard]] Address host_part(const MacAddress& mac);

// The first bits of `detected` and the rest of the suffix: another host's address under the same prefix.
[[nodiscard]] Address with_suffix(const Address& detected, const Ipv6Suffix& suffix);

}  // namespace dyndns
