// What past rounds taught about each source: how long it takes, and whether it is worth asking.
#pragma once

#include <chrono>
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <string_view>

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

  // It failed, named another address than the one agreed on, or gave no answer in three turns. Each agreeing answer
  // halves the number.
  unsigned offences = 0;
  // Until then it is asked only when the others are not enough, and then it is on trial. Nothing for one without
  // offences.
  std::optional<WallTime> rests_until{};
  std::string last_offence{};  // one line for people; empty without offences

  bool has_had_turn = false;  // and waits until the others have had theirs
  unsigned overtaken = 0;  // turns since it last answered, in each of which the others were faster than it usually is

  bool operator==(const Standing&) const = default;
};

using Standings = std::map<SourceKey, Standing>;

// Whom to ask first. A source that has rested is on trial: it is asked beside the others, and nobody waits for it. One
// that was merely overtaken is as good as any.
enum class Rank { good, trial, resting };

[[nodiscard]] Rank rank_of(const Standing& standing, WallTime now);

// What there is to say of a source, in one word.
enum class SourceState {
  unasked,
  good,
  failing,    // its last answer was none, and there was no agreement to hold that against it
  overtaken,  // it was not waited for when it was last asked
  trial,
  resting,
};

[[nodiscard]] std::string_view to_string(SourceState state);  // "not-waited-for"
[[nodiscard]] std::optional<SourceState> parse_source_state(std::string_view word);
// By its standing alone: never failing.
[[nodiscard]] SourceState state_of(const Standing& standing, WallTime now);

// How long an answer may take before somebody else is asked in its place, by what it took before; nothing for a source
// without a past.
[[nodiscard]] std::optional<std::chrono::milliseconds> patience_with(const Standing& standing);

// The standings after those who were asked have been held against the verdict and had their turn. Without an agreement
// nobody is to blame: it may be our own network. Nor is one who was asked alone. An offence means a rest of 10 minutes,
// twice as long for each further one, up to 6 hours.
[[nodiscard]] Standings learned(Standings before, const Findings& findings, WallTime now);

}  // namespace dyndns
