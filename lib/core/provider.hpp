// A public service that tells whoever asks what address the question came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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

// How a provider's answer is to be read.
struct TextFormat {  // the whole body is one address
  bool operator==(const TextFormat&) const = default;
};
struct ScanFormat {  // any address in the page
  bool operator==(const ScanFormat&) const = default;
};
struct JsonFormat {
  std::string pointer;  // RFC 6901

  bool operator==(const JsonFormat&) const = default;
};
struct LineFormat {
  std::string prefix;  // the rest of the line that begins with it

  bool operator==(const LineFormat&) const = default;
};
struct PatternFormat {
  std::string regex;  // RE2, its first group

  bool operator==(const PatternFormat&) const = default;
};
using AnswerFormat = std::variant<TextFormat, ScanFormat, JsonFormat, LineFormat, PatternFormat>;

struct WebProvider {
  std::string url;               // scheme and host in lower case, no fragment
  std::string operator_name;     // as configured, else the registrable domain; unauthenticated_operator for plain HTTP
  std::optional<Family> family;  // nothing: both
  AnswerFormat format;
  unsigned redirects = 0;  // how many are followed, at most, from https to https

  bool operator==(const WebProvider&) const = default;
};

// Its vote is unauthenticated_operator's: whoever is on the path can answer in the place of a name server.
struct DnsProvider {
  DnsQuestion question;
  std::vector<DnsServer> servers;  // asked over their own family, which is the one asked about
  std::string run_by;              // for people; empty: not said
  std::optional<Family> family;    // nothing: both, and there are servers of both

  bool operator==(const DnsProvider&) const = default;
};

using Provider = std::variant<WebProvider, DnsProvider>;

[[nodiscard]] std::string operator_of(const Provider& provider);  // whose vote it is
// Without the query of a URL, which may hold a secret.
[[nodiscard]] std::string name_of(const Provider& provider);
[[nodiscard]] bool can_tell(const Provider& provider, Family family);

}  // namespace dyndns
