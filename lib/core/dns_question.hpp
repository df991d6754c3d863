// A question as name servers are asked it, and where they are asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/address.hpp"

namespace dyndns {

// With their numbers on the wire (RFC 1035, 3596).
enum class DnsType : std::uint16_t { a = 1, txt = 16, aaaa = 28 };
enum class DnsClass : std::uint16_t { internet = 1, chaos = 3 };

[[nodiscard]] std::string_view to_string(DnsType type);  // "A"

struct DnsQuestion {
  std::string name;  // in lower case, without the final dot
  DnsType type = DnsType::a;
  DnsClass dns_class = DnsClass::internet;

  bool operator==(const DnsQuestion&) const = default;
};

[[nodiscard]] std::string to_string(const DnsQuestion& question);  // "whoami.cloudflare CHAOS TXT"

inline constexpr std::uint16_t dns_port = 53;

struct DnsServer {
  Address address;
  std::uint16_t port = dns_port;

  bool operator==(const DnsServer&) const = default;
};

[[nodiscard]] std::string to_string(const DnsServer& server);  // "208.67.222.222", "[::1]:5353"

}  // namespace dyndns
