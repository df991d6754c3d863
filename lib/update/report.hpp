// What one round found and did, as a value; and what that means for the memory, the schedule and the exit code.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/detection.hpp"
#include "core/failure.hpp"
#include "core/plan.hpp"
#include "core/schedule.hpp"
#include "core/state.hpp"

namespace dyndns::update {

enum class Outcome {
  undecided,  // no quorum: left alone
  confirmed,  // by memory: Gandi was not asked
  unchanged,  // Gandi was asked and serves it
  planned,    // a dry run would have changed it
  changed,    // and seen to be served
  failed,
};

[[nodiscard]] std::string_view to_string(Outcome outcome);

struct RecordReport {
  RrsetKey key;
  Outcome outcome = Outcome::undecided;
  std::set<Address> before{};        // planned, changed, failed changes: what was served
  std::optional<Address> address{};  // what is wanted; nothing when undecided
  Ttl ttl{};                         // with which it is or would be served; 0 when not known
  std::optional<Failure> failure{};  // failed
};

struct Report {
  bool dry_run = false;
  std::vector<Detection> detections;
  std::vector<RecordReport> records;  // one for each configured RRset, in the order of their keys
};

// The state after the round: what was seen is confirmed, what failed is in doubt and will be read again.
[[nodiscard]] State remember(State before, const Report& report, WallTime now);

// A family without a verdict and a record with a failure wait, by Schedule's rules. A verdict clears the family, and
// being served the record. A record that was not due when the round began was left alone in it, and waits no longer for
// that.
void note_troubles(Schedule& schedule, const Report& report, SteadyTime begun, SteadyTime now);

[[nodiscard]] std::string subject_of(const RrsetKey& key);  // of the schedule: "www.example.com AAAA"

// By sysexits.h and gandi-dyndnsd(8), EXIT STATUS: of several, the worst.
[[nodiscard]] int exit_code(const Report& report);
[[nodiscard]] int exit_code(Fault fault);

}  // namespace dyndns::update
