#include "update/report.hpp"

#include <sysexits.h>

#include <algorithm>
#include <array>
#include <map>

namespace dyndns::update {
namespace {

bool is_served(Outcome outcome) { return outcome == Outcome::unchanged || outcome == Outcome::changed; }

void confirm(State& state, const RecordReport& record, WallTime now) {
  const auto known = state.records.find(record.key);
  const bool is_old = known != state.records.end() && known->second.address == *record.address;
  const auto since = is_old ? known->second.since : now;
  state.records.insert_or_assign(record.key, Confirmation{*record.address, record.ttl, since, now});
}

void doubt(State& state, const RrsetKey& key) {
  if (const auto known = state.records.find(key); known != state.records.end()) {
    known->second.confirmed = WallTime();
  }
}

// Of several failures of a domain the one that may pass soonest, since one schedule is kept for all its records.
std::map<std::string, Failure> failures_by_domain(const Report& report) {
  std::map<std::string, Failure> failures;
  for (const auto& record : report.records) {
    if (record.failure) {
      const auto [known, is_new] = failures.emplace(record.key.domain, *record.failure);
      if (!is_new && !is_transient(known->second.fault) && is_transient(record.failure->fault)) {
        known->second = *record.failure;
      }
    }
  }
  return failures;
}

// What the next round may mend comes last: cron's mail should name what needs a person.
int severity(int code) {
  constexpr std::array order = {EX_OK, EX_TEMPFAIL, EX_UNAVAILABLE, EX_NOPERM, EX_CONFIG, EX_SOFTWARE};
  return static_cast<int>(std::ranges::find(order, code) - order.begin());
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::undecided:
      return "undecided";
    case Outcome::confirmed:
      return "confirmed";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::planned:
      return "planned";
    case Outcome::changed:
      return "changed";
    case Outcome::failed:
      return "failed";
  }
  return "unknown";
}

State remember(State before, const Report& report, WallTime now) {
  std::map<RrsetKey, Confirmation> configured;
  for (const auto& record : report.records) {
    if (const auto known = before.records.find(record.key); known != before.records.end()) {
      configured.insert(*known);
    }
  }
  State after{std::move(before.origin), std::move(configured)};
  for (const auto& record : report.records) {
    if (is_served(record.outcome)) {
      confirm(after, record, now);
    } else if (record.outcome == Outcome::failed) {
      doubt(after, record.key);
    }
  }
  return after;
}

void note_troubles(Schedule& schedule, const Report& report, SteadyTime begun, SteadyTime now) {
  for (const auto& detection : report.detections) {
    const std::string family(to_string(detection.family));
    if (std::holds_alternative<Agreed>(detection.verdict) || detection.is_absent) {
      schedule.succeeded(family);
    } else {
      schedule.failed(family, {Fault::unreachable, why_no_quorum(detection)}, now);
    }
  }
  const auto failures = failures_by_domain(report);
  for (const auto& record : report.records) {
    const auto& domain = record.key.domain;
    if (is_served(record.outcome) && !failures.contains(domain)) {
      schedule.succeeded(domain);
    }
  }
  for (const auto& [domain, failure] : failures) {
    if (schedule.is_due(domain, begun)) {
      schedule.failed(domain, failure, now);
    }
  }
}

int exit_code(Fault fault) {
  switch (fault) {
    case Fault::unreachable:
    case Fault::timed_out:
      return EX_UNAVAILABLE;
    case Fault::unavailable:
    case Fault::unconfirmed:
    case Fault::throttled:
    case Fault::malformed:
      return EX_TEMPFAIL;
    case Fault::denied:
      return EX_NOPERM;
    case Fault::missing:
    case Fault::refused:
      return EX_CONFIG;
  }
  return EX_SOFTWARE;
}

int exit_code(const Report& report) {
  int worst = EX_OK;
  const auto consider = [&worst](int code) { worst = severity(code) > severity(worst) ? code : worst; };
  for (const auto& detection : report.detections) {
    const bool is_well = std::holds_alternative<Agreed>(detection.verdict) || detection.is_absent;
    consider(is_well ? EX_OK : EX_UNAVAILABLE);
  }
  for (const auto& record : report.records) {
    consider(record.failure ? exit_code(record.failure->fault) : EX_OK);
  }
  return worst;
}

}  // namespace dyndns::update
