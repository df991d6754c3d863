#include "show/narrator.hpp"

#include <algorithm>
#include <utility>

#include "show/sentences.hpp"
#include "text/words.hpp"

namespace dyndns::show {
namespace {

Event change_event(const update::RecordReport& record, const std::vector<Detection>& detections) {
  Event event{EventKind::record_changed, Level::notice, describe_change(record), fields_of(record.key)};
  event.fields.emplace_back("DYNDNS_OLD", join(record.before));
  event.fields.emplace_back("DYNDNS_NEW", record.address->to_string());
  for (const auto& detection : detections) {
    const auto* agreed = std::get_if<Agreed>(&detection.verdict);
    if (agreed != nullptr && detection.family == record.address->family()) {
      event.fields.emplace_back("DYNDNS_VOTES", std::to_string(agreed->operators.size()));
      event.fields.emplace_back("DYNDNS_OPERATORS", text::join(agreed->operators));
    }
  }
  return event;
}

Event no_quorum_event(const Detection& detection) {
  return {
      EventKind::no_quorum,
      Level::warning,
      why_no_quorum(detection) + example_of_failure(detection) + "; the records are left alone, will ask again soon",
      {{"DYNDNS_ERROR", "no-quorum"}, {"DYNDNS_TYPE", std::string(to_string(type_of(detection.family)))}}};
}

Event round_event(const update::Report& report) {
  return {EventKind::round_done, Level::debug, "round done: " + status_line(report)};
}

// All records of a type have one address: the one agreed on, or another under its prefix.
std::string what_is_served(const update::Report& report, const Agreed& agreed) {
  auto address = agreed.address;
  std::size_t count = 0;
  for (const auto& record : report.records) {
    if (family_of(record.key.type) == agreed.address.family()) {
      address = record.address.value_or(address);
      ++count;
    }
  }
  return address.to_string() + " in " + text::count_of(count, "record");
}

// A server that is down for a while fails in many ways, which are one fault to a person.
bool is_same_trouble(Fault one, Fault other) { return one == other || (is_transient(one) && is_transient(other)); }

}  // namespace

Narrator::Certainty Narrator::certainty_of(const Detection& detection) {
  if (std::holds_alternative<Agreed>(detection.verdict)) {
    return Certainty::agreed;
  }
  return detection.is_absent ? Certainty::absent : Certainty::no_quorum;
}

std::vector<Event> Narrator::tell(const update::Report& report) {
  std::vector<Event> events;
  for (const auto& detection : report.detections) {
    tell_detection(detection, events);
    tell_dissent(detection, events);
    tell_remarks(detection, events);
  }
  for (const auto& record : report.records) {
    tell_recovery(record, events);
    if (record.outcome == update::Outcome::changed) {
      events.push_back(change_event(record, report.detections));
    }
  }
  tell_failures(report, events);
  events.push_back(round_event(report));
  return events;
}

void Narrator::tell_detection(const Detection& detection, std::vector<Event>& events) {
  const auto now = certainty_of(detection);
  const auto before = std::exchange(certainty_[detection.family], now);
  if (now == before) {
    return;
  }
  switch (now) {
    case Certainty::no_quorum:
      events.push_back(no_quorum_event(detection));
      break;
    case Certainty::absent:
      events.push_back({EventKind::family_absent, Level::info,
                        why_no_quorum(detection) + "; its " + std::string(to_string(type_of(detection.family))) +
                            " records are left alone until it has one"});
      break;
    case Certainty::agreed:
      events.push_back({EventKind::quorum_recovered, Level::notice,
                        "quorum for " + std::string(to_string(detection.family)) +
                            " again: " + std::get<Agreed>(detection.verdict).address.to_string()});
      break;
  }
}

void Narrator::tell_dissent(const Detection& detection, std::vector<Event>& events) {
  const auto* agreed = std::get_if<Agreed>(&detection.verdict);
  if (agreed == nullptr) {
    return;
  }
  for (const auto& answer : detection.answers) {
    if (!answer.address) {
      continue;
    }
    const auto key = std::pair(detection.family, answer.operator_name);
    const auto known = dissent_.find(key);
    if (*answer.address == agreed->address) {
      dissent_.erase(key);
    } else if (known == dissent_.end() || known->second != *answer.address) {
      events.push_back(dissent_event(answer, *agreed));
      dissent_.insert_or_assign(key, *answer.address);
    }
  }
}

void Narrator::tell_remarks(const Detection& detection, std::vector<Event>& events) {
  for (const auto& answer : detection.answers) {
    const auto key = std::pair(detection.family, answer.source);
    if (answer.address && answer.remark.empty()) {
      remarks_.erase(key);
    } else if (answer.address && std::exchange(remarks_[key], answer.remark) != answer.remark) {
      events.push_back(remark_event(answer, detection.family));
    }
  }
}

void Narrator::tell_recovery(const update::RecordReport& record, std::vector<Event>& events) {
  const bool is_well = record.outcome != update::Outcome::failed && record.outcome != update::Outcome::undecided;
  if (is_well && failed_.erase(record.key) > 0) {
    events.push_back({EventKind::record_recovered, Level::notice,
                      "'" + host_name(record.key) + "' is in order again: " + record.address->to_string(),
                      fields_of(record.key)});
  }
}

// Records that fail alike in one domain are one event: a refused token is one fault, not thirty.
void Narrator::tell_failures(const update::Report& report, std::vector<Event>& events) {
  std::map<std::pair<std::string, std::string>, std::vector<const update::RecordReport*>> news;
  for (const auto& record : report.records) {
    if (!record.failure) {
      continue;
    }
    const auto known = failed_.find(record.key);
    if (known == failed_.end() || !is_same_trouble(known->second, record.failure->fault)) {
      news[{record.key.domain, record.failure->detail}].push_back(&record);
    }
    failed_.insert_or_assign(record.key, record.failure->fault);
  }
  for (const auto& [cause, records] : news) {
    events.push_back(failure_event(records));
  }
}

std::vector<Event> Narrator::tell_memory(const Result<void>& stored) {
  std::vector<Event> events;
  if (!stored && !memory_failed_) {
    events.push_back({EventKind::memory_failed,
                      Level::warning,
                      stored.error().detail + "; goes on without, and asks Gandi anew after a restart",
                      {{"DYNDNS_ERROR", std::string(to_string(stored.error().fault))}}});
  } else if (stored && memory_failed_) {
    events.push_back({EventKind::memory_recovered, Level::notice, "the memory can be stored again"});
  }
  memory_failed_ = !stored;
  return events;
}

std::string status_line(const update::Report& report) {
  for (const auto& record : report.records) {
    if (record.failure) {
      return "cannot update '" + host_name(record.key) + "': " + record.failure->detail;
    }
  }
  std::string line;
  for (const auto& detection : report.detections) {
    const auto* agreed = std::get_if<Agreed>(&detection.verdict);
    line += line.empty() ? "" : "; ";
    line += agreed == nullptr ? why_no_quorum(detection) : what_is_served(report, *agreed);
  }
  return line;
}

}  // namespace dyndns::show
