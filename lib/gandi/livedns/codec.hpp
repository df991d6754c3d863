// LiveDNS's JSON: answers become values, and a change becomes the body of a request. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "core/record.hpp"

namespace dyndns::gandi::livedns {

struct Rrset {
  std::string name;  // relative, "@" is the apex
  std::string type;
  Ttl ttl{};
  std::vector<std::string> values;

  // DNS knows no difference between upper and lower case (RFC 4343).
  [[nodiscard]] bool is_at(std::string_view other_name, std::string_view other_type) const;

  bool operator==(const Rrset&) const = default;
};

[[nodiscard]] Result<Rrset> parse_rrset(std::string_view body);

struct Page {
  std::vector<Rrset> rrsets;  // those with addresses or an alias; of the others nothing is known but their number
  std::size_t count = 0;      // of all RRsets of the page
  std::optional<std::size_t> total{};  // of all RRsets of the domain; told by a header of the answer, if at all
};
[[nodiscard]] Result<Page> parse_page(std::string_view body);

// What the zone serves for a key. Malformed when a value is not an address of the type's family.
[[nodiscard]] Result<ServedRrset> served_rrset(const RrsetKey& key, std::span<const Rrset> rrsets);

// Whether the answer to a write is one of LiveDNS's, and not some other server's.
[[nodiscard]] Result<void> parse_written(std::string_view body);

// What an answer with an error status says; empty where it says nothing, as in markup.
struct Error {
  std::string object;
  std::string said;  // the message, or all descriptions with the names of what they are about
};
[[nodiscard]] Error parse_error(std::string_view body);

// The member `current` of a domain's name servers: "livedns", "classic" or "other"; nothing when it is not there.
[[nodiscard]] std::optional<std::string> parse_name_servers(std::string_view body);

// The body of a PUT. The ttl is always in it: one that is left out becomes 10800 (docs/gandi-api.md).
[[nodiscard]] std::string write_rrset(const Address& address, Ttl ttl);

}  // namespace dyndns::gandi::livedns
