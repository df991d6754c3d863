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
  State after{std::move(before.origin), std::move(configured), std::move(before.standings)};
  for (const auto& detection : report.detections) {
    learn(after.standings, detection, now);
  }
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
  for (const auto& record : report.records) {
    const auto subject = subject_of(record.key);
    if (is_served(record.outcome)) {
      schedule.succeeded(subject);
    } else if (record.failure && schedule.is_due(subject, begun)) {
      schedule.failed(subject, *record.failure, now);
    }
  }
}

std::string subject_of(const RrsetKey& key) { return host_name(key) + ' ' + std::string(to_string(key.type)); }

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
