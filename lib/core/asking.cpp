#include "core/asking.hpp"

#include <algorithm>
#include <utility>

namespace dyndns {

Asking::Asking(const std::vector<Source>& sources, unsigned quorum, unsigned spares)
    : quorum_(quorum), spares_(spares) {
  for (const auto& source : sources) {
    sources_.push_back({source});
  }
}

std::vector<std::size_t> Asking::next() {
  std::vector<std::size_t> chosen;
  for (const auto rank : {Rank::good, Rank::trial, Rank::resting}) {
    while (count(Stage::asked) < missing_votes() + spares_) {
      const auto source = first_to_ask(rank);
      if (!source) {
        break;
      }
      sources_[*source].stage = Stage::asked;
      chosen.push_back(*source);
    }
  }
  if (!std::exchange(has_begun_, true)) {
    if (const auto source = first_to_ask(Rank::trial)) {
      sources_[*source].stage = Stage::slow;
      chosen.push_back(*source);
    }
  }
  return chosen;
}

std::optional<std::size_t> Asking::first_to_ask(Rank rank) const {
  const auto found =
      std::ranges::find_if(sources_, [&](const Asked& asked) { return asked.source.rank == rank && may_ask(asked); });
  return found == sources_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - sources_.begin()));
}

void Asking::voted(std::size_t source, const Address& address) {
  sources_[source].stage = Stage::voted;
  votes_.push_back({sources_[source].source.operator_name, address});
}

void Asking::failed(std::size_t source) { sources_[source].stage = Stage::failed; }

void Asking::slow(std::size_t source) {
  if (sources_[source].stage == Stage::asked) {
    sources_[source].stage = Stage::slow;
  }
}

bool Asking::is_settled() const {
  if (std::holds_alternative<Agreed>(verdict())) {
    return dyndns::is_settled(votes_, quorum_, count(Stage::asked));
  }
  const bool exhausted = std::ranges::none_of(sources_, [this](const Asked& asked) { return may_ask(asked); });
  return exhausted && dyndns::is_settled(votes_, quorum_, count(Stage::asked) + count(Stage::slow));
}

Verdict Asking::verdict() const { return tally(votes_, quorum_); }

bool Asking::may_ask(const Asked& asked) const {
  return asked.stage == Stage::idle && std::ranges::none_of(sources_, [&](const Asked& other) {
           return other.source.operator_name == asked.source.operator_name && other.stage != Stage::idle &&
                  other.stage != Stage::failed;
         });
}

unsigned Asking::count(Stage stage) const {
  return static_cast<unsigned>(std::ranges::count(sources_, stage, &Asked::stage));
}

// Of the best address, for an agreement.
unsigned Asking::missing_votes() const {
  const auto now = verdict();
  const auto* none = std::get_if<NoQuorum>(&now);
  return none == nullptr ? 0 : std::max(quorum_, none->runner_up_votes + 1) - none->best_votes;
}

unsigned polite_spares(std::size_t operators, unsigned quorum, std::chrono::milliseconds interval) {
  constexpr unsigned most_spares = 2;
  constexpr double most_questions_a_day = 90;
  const auto rounds_a_day = std::chrono::duration<double>(std::chrono::days(1)) / interval;
  const auto askable = most_questions_a_day * static_cast<double>(operators) / rounds_a_day;
  return static_cast<unsigned>(std::clamp(askable - quorum, 0.0, double{most_spares}));
}

}  // namespace dyndns
