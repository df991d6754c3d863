// LiveDNS's JSON: answers become values, and a change becomes the body of a request. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
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
  std::optional<Ttl> ttl{};  // nothing: not told
  std::vector<std::string> values{};
  bool is_readable = true;  // else the values are not known, and an empty name or type may be any

  // DNS knows no difference between upper and lower case (RFC 4343).
  [[nodiscard]] bool is_at(std::string_view other_name, std::string_view other_type) const;

  bool operator==(const Rrset&) const = default;
};

[[nodiscard]] Result<Rrset> parse_rrset(std::string_view body);

struct Page {
  std::vector<Rrset> rrsets;           // those with addresses or an alias, and those of which that is not known
  std::set<std::string> names;         // of all RRsets of the page, "www/a"
  std::optional<std::size_t> total{};  // of all RRsets of the domain; told by a header of the answer, if at all
  bool is_sized = true;                // whether it was we who said how many RRsets are on it
};
// Malformed when it is no list; an element that is no RRset is one that cannot be read.
[[nodiscard]] Result<Page> parse_page(std::string_view body);

// What the zone serves for a key. It is unreadable when a value is not an address of the type's family, and when what
// could not be read may be it.
[[nodiscard]] ServedRrset served_rrset(const RrsetKey& key, std::span<const Rrset> rrsets);

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
