// The records of a zone that hold addresses: where they are, what is wanted of them, what Gandi serves, and what a
// round came to.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"

namespace dyndns {

enum class RecordType { a, aaaa };

[[nodiscard]] std::string_view to_string(RecordType type);  // "A", "AAAA"
[[nodiscard]] Family family_of(RecordType type);
[[nodiscard]] RecordType type_of(Family family);

using Ttl = std::chrono::duration<std::uint32_t>;  // in seconds

// Gandi takes no others (both APIs: docs/gandi-api.md).
inline constexpr Ttl shortest_ttl{300};
inline constexpr Ttl longest_ttl{2'592'000};

// Names one RRset. The name is relative to the domain: "@" is the apex, "*" the wildcard, "a.b" is as good as "a".
struct RrsetKey {
  std::string domain;
  std::string name;
  RecordType type;

  auto operator<=>(const RrsetKey&) const = default;
};

[[nodiscard]] std::string host_name(const RrsetKey& key);  // "www.example.com"; the apex is "example.com"

// An RRset that the configuration puts in our care.
struct RecordWish {
  RrsetKey key;
  std::optional<Ttl> ttl;              // nothing: keep what is served
  std::optional<Ipv6Suffix> suffix{};  // of AAAA: it is to be this under our prefix; nothing: our own address

  bool operator==(const RecordWish&) const = default;
};

// The address that the record is to have where ours is `detected`, which was agreed on. Composed of a suffix, it is
// judged as if it had been voted for: global unicast, or private where ours is. Else a failure with why it is not.
[[nodiscard]] Result<Address> address_for(const RecordWish& wish, const Address& detected);

// What the configuration and the consensus want one RRset to be: exactly this address.
struct WantedRrset {
  RrsetKey key;
  Address address;
  std::optional<Ttl> ttl;  // nothing: keep what is served
};

// What Gandi serves for one key; no addresses and no cname when there is nothing.
struct ServedRrset {
  RrsetKey key;
  std::set<Address> addresses;
  std::optional<Ttl> ttl{};  // nothing: there is no RRset, or Gandi does not tell
  std::string cname{};       // where the name is an alias of instead, if it is one: then it can hold no addresses
  std::optional<Failure> unreadable{};  // why what is there was not understood: this RRset is left alone, no other
};

// Of things that have a key: each domain once, in order.
[[nodiscard]] std::vector<std::string> domains_of(const auto& keyed) {
  std::set<std::string> domains;
  for (const auto& each : keyed) {
    domains.insert(each.key.domain);
  }
  return {domains.begin(), domains.end()};
}

// What a round came to for one RRset.
enum class Outcome {
  undecided,  // our address is not known: left alone
  confirmed,  // by memory: Gandi was not asked
  unchanged,  // Gandi was asked and serves it
  planned,    // a dry run would have changed it
  changed,    // and seen to be served
  failed,
};

[[nodiscard]] std::string_view to_string(Outcome outcome);  // "undecided"
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view word);

}  // namespace dyndns
