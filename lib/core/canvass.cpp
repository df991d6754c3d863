#include "core/canvass.hpp"

#include <algorithm>
#include <utility>

namespace dyndns {

Canvass::Canvass(const std::vector<Source>& sources, unsigned quorum, unsigned spares)
    : quorum_(quorum), spares_(spares) {
  for (const auto& source : sources) {
    sources_.push_back({source});
  }
}

std::vector<std::size_t> Canvass::next() {
  std::vector<std::size_t> chosen;
  for (const auto rank : {Rank::good, Rank::trial, Rank::resting}) {
    ask_needed(rank, chosen);
  }
  if (!std::exchange(has_begun_, true)) {
    ask_one_on_trial(chosen);
  }
  return chosen;
}

void Canvass::ask_needed(Rank rank, std::vector<std::size_t>& chosen) {
  const auto wanted = missing_votes() + spares_;
  auto under_way = count(Stage::asked);
  for (std::size_t i = 0; i < sources_.size() && under_way < wanted; ++i) {
    if (sources_[i].source.rank == rank && may_ask(sources_[i])) {
      sources_[i].stage = Stage::asked;
      chosen.push_back(i);
      ++under_way;
    }
  }
}

void Canvass::ask_one_on_trial(std::vector<std::size_t>& chosen) {
  const auto found = std::ranges::find_if(
      sources_, [this](const Asked& asked) { return asked.source.rank == Rank::trial && may_ask(asked); });
  if (found != sources_.end()) {
    found->stage = Stage::slow;
    chosen.push_back(static_cast<std::size_t>(found - sources_.begin()));
  }
}

void Canvass::voted(std::size_t source, const Address& address) {
  sources_[source].stage = Stage::voted;
  votes_.push_back({sources_[source].source.operator_name, address});
}

void Canvass::failed(std::size_t source) { sources_[source].stage = Stage::failed; }

void Canvass::slow(std::size_t source) {
  if (sources_[source].stage == Stage::asked) {
    sources_[source].stage = Stage::slow;
  }
}

bool Canvass::is_settled() const {
  if (std::holds_alternative<Agreed>(verdict())) {
    return dyndns::is_settled(votes_, quorum_, count(Stage::asked));
  }
  const bool exhausted = std::ranges::none_of(sources_, [this](const Asked& asked) { return may_ask(asked); });
  return exhausted && dyndns::is_settled(votes_, quorum_, count(Stage::asked) + count(Stage::slow));
}

Verdict Canvass::verdict() const { return tally(votes_, quorum_); }

bool Canvass::may_ask(const Asked& asked) const {
  return asked.stage == Stage::idle && std::ranges::none_of(sources_, [&](const Asked& other) {
           return other.source.operator_name == asked.source.operator_name && other.stage != Stage::idle &&
                  other.stage != Stage::failed;
         });
}

unsigned Canvass::count(Stage stage) const {
  return static_cast<unsigned>(std::ranges::count(sources_, stage, &Asked::stage));
}

// Of the best address, for an agreement.
unsigned Canvass::missing_votes() const {
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
