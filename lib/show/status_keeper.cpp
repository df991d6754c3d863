#include "show/status_keeper.hpp"

#include <algorithm>

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

std::vector<std::string> problems_of(const update::Report& report) {
  std::vector<std::string> problems;
  for (const auto& findings : report.findings) {
    if (!is_well(findings)) {
      problems.push_back(why_no_quorum(findings));
    }
  }
  for (const auto& record : report.records) {
    if (record.failure) {
      problems.push_back(problem_of(record, *record.failure));
    }
  }
  return problems;
}

}  // namespace

void StatusKeeper::note(const update::RoundEnd& round, WallTime now) {
  for (const auto& findings : round.report.findings) {
    hear(findings, now);
  }
  status_ = Status();
  status_.exit_code = update::exit_code(round.report);
  status_.summary = summary_of(round.report);
  status_.problems = problems_of(round.report);
  for (const auto& findings : round.report.findings) {
    status_.addresses.push_back(status_of(findings));
  }
  for (const auto& record : round.report.records) {
    status_.records.push_back(status_of(record, round.state));
  }
  status_.sources = sources(round.job, round.state.standings);
}

void StatusKeeper::hear(const Findings& findings, WallTime now) {
  const auto* agreed = agreement(findings);
  for (const auto& answer : findings.answers) {
    Heard heard{now, answer.latency};
    if (answer.address) {
      heard.address = *answer.address;
      heard.agrees = agreed != nullptr && agreed->address == *answer.address;
    } else {
      heard.failure = answer.address.error().detail;
    }
    heard_.insert_or_assign({findings.family, answer.source}, std::move(heard));
  }
}

std::vector<SourceStatus> StatusKeeper::sources(const update::Job& job, const Standings& standings) const {
  std::vector<SourceStatus> sources;
  for (const auto& family : job.families) {
    for (const auto& source : family.sources) {
      SourceStatus status{{family.family, source->name()}, source->operator_name()};
      if (const auto heard = heard_.find(status.key); heard != heard_.end()) {
        status.heard = heard->second;
      }
      if (const auto standing = standings.find(status.key); standing != standings.end()) {
        status.standing = standing->second;
      }
      sources.push_back(std::move(status));
    }
  }
  return sources;
}

}  // namespace dyndns::show
