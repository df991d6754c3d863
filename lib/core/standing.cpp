#include "core/standing.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr std::chrono::seconds shortest_rest = 10min;
constexpr std::chrono::seconds longest_rest = 6h;
constexpr unsigned most_rest_doublings = 6;
constexpr std::size_t longest_offence = 200;  // bytes, of an offence
constexpr unsigned most_overtaken = 3;

// A timer's and the scheduler's share: without it a source that is always equally fast would be slow half of the time.
constexpr milliseconds slack = 20ms;

// In the order of SourceState.
constexpr std::array<std::string_view, 6> source_states = {"not-asked",      "good",     "failing",
                                                           "not-waited-for", "on-trial", "resting"};

std::chrono::seconds rest_after(unsigned offences) {
  return std::min(longest_rest, shortest_rest * (1U << std::min(offences - 1, most_rest_doublings)));
}

Standing measured(Standing standing, milliseconds latency) {
  if (standing.latency == 0ms) {
    standing.latency = std::max(latency, 1ms);
    standing.latency_variation = latency / 2;
    return standing;
  }
  const milliseconds deviation(std::abs((standing.latency - latency).count()));
  standing.latency_variation = (3 * standing.latency_variation + deviation) / 4;
  standing.latency = std::max((7 * standing.latency + latency) / 8, 1ms);
  return standing;
}

Standing credited(Standing standing) {
  standing.offences /= 2;
  standing.overtaken = 0;
  standing.rests_until.reset();
  if (standing.offences == 0) {
    standing.last_offence.clear();
  }
  return standing;
}

Standing blamed(Standing standing, std::string offence, WallTime now) {
  ++standing.offences;
  standing.overtaken = 0;
  standing.rests_until = now + rest_after(standing.offences);
  standing.last_offence = std::move(offence);
  standing.last_offence.resize(std::min(standing.last_offence.size(), longest_offence));
  return standing;
}

Standing after(Standing standing, const Answer& answer, const Address& agreed, WallTime now) {
  if (!answer.address) {
    return blamed(std::move(standing), answer.address.error().detail, now);
  }
  if (*answer.address != agreed) {
    return blamed(std::move(standing), "said " + answer.address->to_string(), now);
  }
  return credited(measured(std::move(standing), answer.latency));
}

// The others were faster, which is no offence, unless it is all that is ever heard of it. The trial of one who has an
// offence is put off.
Standing after(Standing standing, const Silence& silence, WallTime now) {
  if (silence.is_overdue && (standing.offences > 0 || ++standing.overtaken == most_overtaken)) {
    return blamed(std::move(standing), "gave no answer in " + std::to_string(most_overtaken) + " turns", now);
  }
  if (standing.offences > 0) {
    standing.rests_until = now + rest_after(standing.offences);
  }
  return standing;
}

// Whoever is asked a second time begins a new turn for all.
Standings with_turns(Standings standings, const Findings& findings) {
  std::vector<SourceKey> asked;
  for (const auto& answer : findings.answers) {
    asked.push_back({findings.family, answer.source});
  }
  for (const auto& silence : findings.silent) {
    asked.push_back({findings.family, silence.source});
  }
  if (std::ranges::any_of(asked, [&](const SourceKey& key) { return standings[key].has_had_turn; })) {
    for (auto& [key, standing] : standings) {
      standing.has_had_turn = standing.has_had_turn && key.family != findings.family;
    }
  }
  for (const auto& key : asked) {
    standings[key].has_had_turn = true;
  }
  return standings;
}

}  // namespace

Rank rank_of(const Standing& standing, WallTime now) {
  if (!standing.rests_until) {
    return Rank::good;
  }
  // A rest that is longer than any means that the clock was set back.
  const bool is_over = *standing.rests_until <= now || *standing.rests_until > now + longest_rest;
  return is_over ? Rank::trial : Rank::resting;
}

std::string_view to_string(SourceState state) { return source_states.at(static_cast<std::size_t>(state)); }

std::optional<SourceState> parse_source_state(std::string_view word) {
  const auto* const found = std::ranges::find(source_states, word);
  return found == source_states.end() ? std::nullopt
                                      : std::optional(static_cast<SourceState>(found - source_states.begin()));
}

SourceState state_of(const Standing& standing, WallTime now) {
  if (standing.offences > 0) {
    const auto rank = rank_of(standing, now);
    return rank == Rank::resting ? SourceState::resting : rank == Rank::trial ? SourceState::trial : SourceState::good;
  }
  const bool is_known = standing.latency > 0ms || standing.has_had_turn;
  return standing.overtaken > 0 ? SourceState::overtaken : is_known ? SourceState::good : SourceState::unasked;
}

std::optional<milliseconds> patience_with(const Standing& standing) {
  if (standing.latency == 0ms) {
    return std::nullopt;
  }
  return std::max(standing.latency + 4 * standing.latency_variation, standing.latency * 3 / 2) + slack;
}

Standings learned(Standings before, const Findings& findings, WallTime now) {
  if (findings.asked < 2) {
    return before;
  }
  auto standings = with_turns(std::move(before), findings);
  const auto* agreed = agreement(findings);
  if (agreed == nullptr) {
    return standings;
  }
  for (const auto& answer : findings.answers) {
    auto& standing = standings[{findings.family, answer.source}];
    standing = after(std::move(standing), answer, agreed->address, now);
  }
  for (const auto& silence : findings.silent) {
    auto& standing = standings[{findings.family, silence.source}];
    standing = after(std::move(standing), silence, now);
  }
  return standings;
}

}  // namespace dyndns
