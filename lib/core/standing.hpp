// What past rounds taught about each source: how long it takes, and whether it is worth asking.
#pragma once

#include <chrono>
#include <compare>
#include <map>
#include <optional>
#include <string>

#include "core/findings.hpp"
#include "core/wall_time.hpp"

namespace dyndns {

struct SourceKey {
  Family family;
  std::string name;  // AddressSource::name()

  auto operator<=>(const SourceKey&) const = default;
};

struct Standing {
  // Smoothed as RFC 6298 smooths a round trip; 0 when it has not answered yet.
  std::chrono::milliseconds latency{0};
  std::chrono::milliseconds latency_variation{0};

  // It failed, named another address than the one agreed on, or gave no answer in its time. Each agreeing answer halves
  // the number.
  unsigned offences = 0;
  std::optional<WallTime> rests_until{};  // until then it is asked only when the others are not enough
  std::string last_offence{};             // one line for people; empty without offences

  bool has_had_turn = false;  // and waits until the others have had theirs

  bool operator==(const Standing&) const = default;
};

using Standings = std::map<SourceKey, Standing>;

// Whom to ask first. A source that has rested is on trial: it is asked beside the others, and nobody waits for it.
enum class Rank { good, trial, resting };

[[nodiscard]] Rank rank_of(const Standing& standing, WallTime now);

// How long an answer may take before somebody else is asked in its place, by what it took before; nothing for a source
// without a past.
[[nodiscard]] std::optional<std::chrono::milliseconds> patience_with(const Standing& standing);

// The standings after those who were asked have been held against the verdict and had their turn. Without an agreement
// nobody is to blame: it may be our own network. Nor is one who was asked alone. An offence means a rest of 10 minutes,
// twice as long for each further one, up to 6 hours.
[[nodiscard]] Standings learned(Standings before, const Findings& findings, WallTime now);

}  // namespace dyndns
