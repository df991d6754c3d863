#include "core/standing.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr std::chrono::seconds shortest_rest = 10min;
constexpr std::chrono::seconds longest_rest = 6h;
constexpr unsigned most_doublings = 6;
constexpr std::size_t longest_text = 200;  // bytes, of an offence

// A timer's and the scheduler's share: without it a source that is always equally fast would be slow half of the time.
constexpr milliseconds slack = 20ms;

std::chrono::seconds rest_after(unsigned offences) {
  return std::min(longest_rest, shortest_rest * (1U << std::min(offences - 1, most_doublings)));
}

void measure(Standing& standing, milliseconds latency) {
  if (standing.latency == 0ms) {
    standing.latency = std::max(latency, 1ms);
    standing.latency_variation = latency / 2;
    return;
  }
  const milliseconds deviation(std::abs((standing.latency - latency).count()));
  standing.latency_variation = (3 * standing.latency_variation + deviation) / 4;
  standing.latency = std::max((7 * standing.latency + latency) / 8, 1ms);
}

void credit(Standing& standing, milliseconds latency) {
  measure(standing, latency);
  standing.offences /= 2;
  standing.rests_until = WallTime();
  if (standing.offences == 0) {
    standing.last_offence.clear();
  }
}

void blame(Standing& standing, std::string offence, WallTime now) {
  ++standing.offences;
  standing.rests_until = now + rest_after(standing.offences);
  standing.last_offence = std::move(offence);
  standing.last_offence.resize(std::min(standing.last_offence.size(), longest_text));
}

void judge(Standing& standing, const Answer& answer, const Address& agreed, WallTime now) {
  if (!answer.address) {
    blame(standing, answer.address.error().detail, now);
  } else if (*answer.address != agreed) {
    blame(standing, "said " + answer.address->to_string(), now);
  } else {
    credit(standing, answer.latency);
  }
}

void judge(Standing& standing, const Silence& silence, WallTime now) {
  if (silence.is_overdue) {
    blame(standing, "gave no answer within " + std::to_string(silence.waited.count()) + " ms", now);
  } else if (standing.offences > 0) {
    standing.rests_until = now + rest_after(standing.offences);  // the others were faster: its trial is put off
  }
}

// Whoever is asked a second time begins a new turn for all.
void note_turns(Standings& standings, const Detection& detection) {
  std::vector<Standing*> asked;
  for (const auto& answer : detection.answers) {
    asked.push_back(&standings[{detection.family, answer.source}]);
  }
  for (const auto& silence : detection.silent) {
    asked.push_back(&standings[{detection.family, silence.source}]);
  }
  if (std::ranges::any_of(asked, &Standing::has_had_turn)) {
    for (auto& [key, standing] : standings) {
      standing.has_had_turn = standing.has_had_turn && key.family != detection.family;
    }
  }
  for (auto* standing : asked) {
    standing->has_had_turn = true;
  }
}

}  // namespace

Rank rank_of(const Standing& standing, WallTime now) {
  if (standing.rests_until == WallTime()) {
    return Rank::good;
  }
  // A rest that is longer than any means that the clock was set back.
  const bool is_over = standing.rests_until <= now || standing.rests_until > now + longest_rest;
  return is_over ? Rank::trial : Rank::resting;
}

std::optional<milliseconds> patience_with(const Standing& standing) {
  if (standing.latency == 0ms) {
    return std::nullopt;
  }
  return std::max(standing.latency + 4 * standing.latency_variation, standing.latency * 3 / 2) + slack;
}

void learn(Standings& standings, const Detection& detection, WallTime now) {
  if (detection.asked < 2) {
    return;
  }
  note_turns(standings, detection);
  const auto* agreed = std::get_if<Agreed>(&detection.verdict);
  if (agreed == nullptr) {
    return;
  }
  for (const auto& answer : detection.answers) {
    judge(standings[{detection.family, answer.source}], answer, agreed->address, now);
  }
  for (const auto& silence : detection.silent) {
    judge(standings[{detection.family, silence.source}], silence, now);
  }
}

}  // namespace dyndns
