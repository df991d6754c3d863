#include "core/canvass.hpp"

#include <algorithm>

namespace dyndns {

Canvass::Canvass(std::vector<std::string> operators, unsigned quorum, unsigned spares)
    : quorum_(quorum), spares_(spares) {
  for (auto& name : operators) {
    sources_.push_back({std::move(name)});
  }
}

std::vector<std::size_t> Canvass::next() {
  std::vector<std::size_t> chosen;
  const auto wanted = missing_votes() + spares_;
  auto asked = count(Stage::asked);
  for (std::size_t i = 0; i < sources_.size() && asked < wanted; ++i) {
    if (may_ask(sources_[i])) {
      sources_[i].stage = Stage::asked;
      chosen.push_back(i);
      ++asked;
    }
  }
  return chosen;
}

void Canvass::voted(std::size_t source, const Address& address) {
  sources_[source].stage = Stage::voted;
  votes_.push_back({sources_[source].operator_name, address});
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
  const bool exhausted = std::ranges::none_of(sources_, [this](const Source& source) { return may_ask(source); });
  return exhausted && dyndns::is_settled(votes_, quorum_, count(Stage::asked) + count(Stage::slow));
}

Verdict Canvass::verdict() const { return tally(votes_, quorum_); }

bool Canvass::may_ask(const Source& source) const {
  return source.stage == Stage::idle && std::ranges::none_of(sources_, [&](const Source& other) {
           return other.operator_name == source.operator_name && other.stage != Stage::idle &&
                  other.stage != Stage::failed;
         });
}

unsigned Canvass::count(Stage stage) const {
  return static_cast<unsigned>(std::ranges::count(sources_, stage, &Source::stage));
}

// Of the best address, for an agreement.
unsigned Canvass::missing_votes() const {
  const auto now = verdict();
  const auto* none = std::get_if<NoQuorum>(&now);
  return none == nullptr ? 0 : std::max(quorum_, none->runner_up_votes + 1) - none->best_votes;
}

}  // namespace dyndns
