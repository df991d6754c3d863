#include "show/status_keeper.hpp"

#include <algorithm>
#include <chrono>

#include "show/sentences.hpp"

namespace dyndns::show {
namespace {

AddressStatus status_of(const Findings& findings) {
  AddressStatus status{findings.family};
  if (const auto* agreed = agreement(findings)) {
    status.address = agreed->address;
    status.operators = agreed->operators;
    status.note = findings.note;
  } else {
    status.why = why_no_quorum(findings);
  }
  return status;
}

RecordStatus status_of(const update::RecordReport& record, const State& state) {
  RecordStatus status{record.key, record.outcome};
  if (const auto seen = state.records.find(record.key); seen != state.records.end()) {
    status.seen = seen->second;
  }
  status.failure = record.failure ? record.failure->detail : "";
  return status;
}

// Where nothing was held against anybody, the last answer is all that there is to go by.
SourceState state_of(const SourceStatus& source, WallTime now) {
  const auto state = dyndns::state_of(source.standing, now);
  if (state != SourceState::unasked || source.ticks.empty()) {
    return state;
  }
  if (!source.heard) {
    return SourceState::overtaken;
  }
  return source.heard->address ? SourceState::good : SourceState::failing;
}

}  // namespace

void StatusKeeper::note(const update::RoundEnd& round, WallTime now, SteadyTime steady) {
  for (const auto& findings : round.report.findings) {
    hear(findings, now);
  }
  status_ = Status();
  status_.last_round = now;
  status_.occasion = update::word_for(round.woken);
  status_.summary = summary_of(round.report);
  status_.troubles = troubles_of(round.report, [&](const Subject& subject) -> std::optional<WallTime> {
    const auto until = round.schedule.waits_until(subject);
    return until ? std::optional(now + std::chrono::ceil<std::chrono::seconds>(*until - steady)) : std::nullopt;
  });
  for (const auto& findings : round.report.findings) {
    status_.addresses.push_back(status_of(findings));
  }
  for (const auto& record : round.report.records) {
    status_.records.push_back(status_of(record, round.state));
  }
  status_.moves = round.state.moves;
  status_.sources = sources(round.job, round.state.standings, now);
}

void StatusKeeper::tick(const SourceKey& source, char tick) {
  constexpr std::size_t most_ticks = 8;
  auto& ticks = pasts_[source].ticks;
  ticks += tick;
  ticks.erase(0, ticks.size() - std::min(ticks.size(), most_ticks));
}

void StatusKeeper::hear(const Findings& findings, WallTime now) {
  const auto* agreed = agreement(findings);
  for (const auto& answer : findings.answers) {
    const SourceKey source{findings.family, answer.source};
    Heard heard{now, answer.latency};
    if (answer.address) {
      heard.address = *answer.address;
      heard.agrees = agreed == nullptr ? std::nullopt : std::optional(agreed->address == *answer.address);
    } else {
      heard.failure = answer.address.error().detail;
    }
    tick(source, !answer.address ? '-' : !heard.agrees ? '?' : *heard.agrees ? '+' : 'x');
    pasts_[source].heard = std::move(heard);
  }
  for (const auto& silence : findings.silent) {
    tick({findings.family, silence.source}, '.');
  }
}

std::vector<SourceStatus> StatusKeeper::sources(const update::Job& job, const Standings& standings,
                                                WallTime now) const {
  std::vector<SourceStatus> sources;
  for (const auto& family : job.families) {
    for (const auto& source : family.sources) {
      SourceStatus status{{family.family, source->name()}, source->operator_name()};
      if (const auto past = pasts_.find(status.key); past != pasts_.end()) {
        status.heard = past->second.heard;
        status.ticks = past->second.ticks;
      }
      if (const auto standing = standings.find(status.key); standing != standings.end()) {
        status.standing = standing->second;
      }
      status.state = state_of(status, now);
      sources.push_back(std::move(status));
    }
  }
  return sources;
}

}  // namespace dyndns::show
