#include "show/narrator.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "show/events.hpp"

namespace dyndns::show {
namespace {

// A server that is down for a while fails in many ways, which are one fault to a person. That a record is damped is
// another one, in which it may also be written now and then, and fail.
bool is_same_trouble(Fault told, Fault now) {
  return told == now || (is_transient(told) && is_transient(now) && now != Fault::damped);
}

void append(std::vector<Event>& to, std::vector<Event> events) { std::ranges::move(events, std::back_inserter(to)); }

// How a file of ours that cannot be written is told.
struct Storage {
  EventKind failed;
  EventKind recovered;
  const char* consequence;
  const char* recovery;
};

std::vector<Event> storage_events(const Storage& storage, const Result<void>& stored, bool had_failed) {
  if (!stored && !had_failed) {
    return {{storage.failed,
             Level::warning,
             stored.error().detail + storage.consequence,
             {{"DYNDNS_ERROR", std::string(to_string(stored.error().fault))}}}};
  }
  if (stored && had_failed) {
    return {{storage.recovered, Level::notice, storage.recovery}};
  }
  return {};
}

}  // namespace

Narrator::Certainty Narrator::certainty_of(const Findings& findings) {
  if (agreement(findings) != nullptr) {
    return Certainty::agreed;
  }
  return findings.is_absent ? Certainty::absent : Certainty::no_quorum;
}

std::vector<Event> Narrator::round_events(const update::Report& report) {
  std::vector<Event> events;
  for (const auto& findings : report.findings) {
    append(events, certainty_events(findings));
    append(events, dissent_events(findings));
    append(events, remark_events(findings));
  }
  append(events, recovery_events(report));
  for (const auto& record : report.records) {
    if (record.outcome == Outcome::changed) {
      events.push_back(change_event(record, agreement(report.findings, family_of(record.key.type))));
    }
  }
  append(events, failure_events(report));
  events.push_back(round_event(report));
  return events;
}

std::vector<Event> Narrator::certainty_events(const Findings& findings) {
  const auto now = certainty_of(findings);
  const auto before = std::exchange(certainty_[findings.family], now);
  const bool is_repeated = to_repeat_.erase(findings.family) > 0 && now == Certainty::no_quorum;
  if (now == before && !is_repeated) {
    return {};
  }
  switch (now) {
    case Certainty::no_quorum:
      return {no_quorum_event(findings)};
    case Certainty::absent:
      return {absence_event(findings)};
    case Certainty::agreed:
      return {quorum_event(findings.family, *agreement(findings))};
  }
  return {};
}

std::vector<Event> Narrator::dissent_events(const Findings& findings) {
  std::vector<Event> events;
  const auto* agreed = agreement(findings);
  for (const auto& answer : findings.answers) {
    if (agreed == nullptr || !answer.address) {
      continue;
    }
    const auto key = std::pair(findings.family, answer.source);
    const auto known = dissent_.find(key);
    if (*answer.address == agreed->address) {
      append(events, dissent_.erase(key) > 0 ? std::vector{dissent_ended_event(answer)} : std::vector<Event>());
    } else if (known == dissent_.end() || known->second != *answer.address) {
      events.push_back(dissent_event(answer, *agreed));
      dissent_.insert_or_assign(key, *answer.address);
    }
  }
  return events;
}

std::vector<Event> Narrator::remark_events(const Findings& findings) {
  std::vector<Event> events;
  for (const auto& answer : findings.answers) {
    const auto key = std::pair(findings.family, answer.source);
    if (answer.address && answer.remark.empty()) {
      remarks_.erase(key);
    } else if (answer.address && std::exchange(remarks_[key], answer.remark) != answer.remark) {
      events.push_back(remark_event(answer, findings.family));
    }
  }
  return events;
}

// One event, however many there are: what they suffered from was hardly more.
std::vector<Event> Narrator::recovery_events(const update::Report& report) {
  Alike recovered;
  for (const auto& record : report.records) {
    const auto told = failed_.find(record.key);
    const bool is_up_to_date = record.outcome != Outcome::failed && record.outcome != Outcome::undecided;
    const bool is_damped = told != failed_.end() && told->second.fault == Fault::damped && record.is_strained;
    if (told != failed_.end() && is_up_to_date && !is_damped) {
      failed_.erase(told);
      recovered.push_back(&record);
    }
  }
  return recovered.empty() ? std::vector<Event>() : std::vector{recovery_event(recovered)};
}

std::vector<Event> Narrator::failure_events(const update::Report& report) {
  std::vector<const update::RecordReport*> news;
  for (const auto& record : report.records) {
    if (!record.failure) {
      continue;
    }
    const auto known = failed_.find(record.key);
    if (known == failed_.end() || known->second.is_to_repeat ||
        !is_same_trouble(known->second.fault, record.failure->fault)) {
      news.push_back(&record);
      failed_.insert_or_assign(record.key, Told{record.failure->fault});
    }
  }
  std::vector<Event> events;
  std::ranges::transform(failed_alike(news), std::back_inserter(events), failure_event);
  return events;
}

void Narrator::repeat() {
  to_repeat_ = {Family::ipv4, Family::ipv6};
  for (auto& [key, told] : failed_) {
    told.is_to_repeat = true;
  }
}

std::vector<Event> Narrator::memory_events(const Result<void>& stored) {
  static constexpr Storage memory{EventKind::memory_failed, EventKind::memory_recovered,
                                  "; goes on without it, and will ask Gandi again after a restart",
                                  "the memory can be stored again"};
  return storage_events(memory, stored, std::exchange(memory_failed_, !stored));
}

std::vector<Event> Narrator::status_events(const Result<void>& written) {
  static constexpr Storage status{EventKind::status_failed, EventKind::status_recovered,
                                  "; 'gandi-dyndnsd status' is out of date until it can be written again",
                                  "the status file can be written again"};
  return storage_events(status, written, std::exchange(status_failed_, !written));
}

}  // namespace dyndns::show
