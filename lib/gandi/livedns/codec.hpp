// LiveDNS's JSON: answers become values, and a change becomes the body of a request. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "core/record.hpp"

namespace dyndns::gandi {

struct LiveRrset {
  std::string name;  // relative, "@" is the apex
  std::string type;
  Ttl ttl{};
  std::vector<std::string> values;

  bool operator==(const LiveRrset&) const = default;
};

[[nodiscard]] Result<LiveRrset> parse_rrset(std::string_view body);

struct LivePage {
  std::vector<LiveRrset> rrsets;  // those with addresses or an alias; of the others nothing is known but their number
  std::size_t count = 0;          // of all RRsets of the page
};
[[nodiscard]] Result<LivePage> parse_page(std::string_view body);

// Whether the answer to a write is one of LiveDNS's, and not some other server's.
[[nodiscard]] Result<void> parse_written(std::string_view body);

// What an answer with an error status says; empty where it says nothing, as in markup.
struct LiveError {
  std::string object;
  std::string said;  // the message, or all descriptions with the names of what they are about
};
[[nodiscard]] LiveError parse_error(std::string_view body);

// The member `current` of a domain's name servers: "livedns", "classic" or "other"; nothing when it is not there.
[[nodiscard]] std::optional<std::string> parse_delegation(std::string_view body);

// The body of a PUT. The ttl is always in it: one that is left out becomes 10800 (docs/gandi-api.md).
[[nodiscard]] std::string write_rrset(const Address& address, Ttl ttl);

}  // namespace dyndns::gandi
