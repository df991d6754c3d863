// What one round found and did, as a value; and what that means for the memory, the schedule and the exit code.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/findings.hpp"
#include "core/plan.hpp"
#include "core/schedule.hpp"
#include "core/state.hpp"

namespace dyndns::update {

struct RecordReport {
  RrsetKey key;
  Outcome outcome = Outcome::undecided;
  std::set<Address> before{};        // planned, changed, failed changes: what was served
  std::optional<Address> address{};  // what is wanted; nothing when undecided
  Ttl ttl{};                         // with which it is or would be served; 0 when not known
  std::optional<Failure> failure{};  // failed; of an undecided one: why what is served cannot be right any more
  bool is_written = false;           // Gandi was asked to change it, and may have done so
  bool is_strained = false;          // it was written so often lately that its next change may have to wait
};

struct Report {
  bool dry_run = false;
  std::vector<Findings> findings;     // one for each family that is looked after
  std::vector<RecordReport> records;  // one for each configured RRset, in the order of their keys
};

// When a round ended, what it was held for and how long it took.
struct Held {
  WallTime now;
  std::string occasion{};
  std::chrono::milliseconds took{};
};

// The state after the round: what was seen is confirmed, what failed is in doubt and will be read again, and moves are
// noted.
[[nodiscard]] State remember(State before, const Report& report, const Held& held);

// The schedule after the round. A family without a verdict and a record with a failure wait, by Schedule's rules. A
// verdict clears the family, and being served the record. A record that was not due when the round began was left alone
// in it, and waits no longer for that.
[[nodiscard]] Schedule reschedule(Schedule before, const Report& report, SteadyTime begun, SteadyTime now);

// The budget after the round.
[[nodiscard]] WriteBudget spend(WriteBudget before, const Report& report, SteadyTime now);

// By sysexits.h and gandi-dyndnsd(8), EXIT STATUS: of several, the worst.
[[nodiscard]] int exit_code(const Report& report);
[[nodiscard]] int exit_code(Fault fault);
[[nodiscard]] int exit_code(const RecordReport& record);
// Of two such codes. What the next round may mend comes last: cron's mail should name what needs a person.
[[nodiscard]] int worse(int one, int other);

}  // namespace dyndns::update
