// When the next round is due, and when a record may be written again: the only retry policy of the program.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <variant>

#include "core/failure.hpp"
#include "core/record.hpp"

namespace dyndns {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Pace {
  std::chrono::milliseconds interval = std::chrono::minutes(5);
  double jitter = 0.1;  // fraction of the interval, either way
};

// What succeeds or fails by itself: a record that cannot be updated must not slow down another one, even in its domain.
using Subject = std::variant<Family, RrsetKey>;

class Schedule {
 public:
  explicit Schedule(Pace pace) : pace_(pace) {}

  void succeeded(const Subject& subject);
  // Our address of the family is not known: as after a transient fault.
  void undecided(Family family, SteadyTime now);
  // Transient faults: 10 s, doubled for each failure in a row, up to the interval and to an hour; `retry_after` when
  // the server said it, up to a day. The others: an hour, since only a person can help.
  void failed(const Subject& subject, const Failure& failure, SteadyTime now);

  // What failed because nobody could be reached is due: it was tried by another way than there is now.
  void network_changed();

  // False while the subject must be left alone. A damped record may be read.
  [[nodiscard]] bool is_due(const Subject& subject, SteadyTime now) const;
  // The failure that the subject waits for; nothing when it did not fail.
  [[nodiscard]] std::optional<Failure> failure_of(const Subject& subject) const;

  // Until when the subject waits; nothing when it did not fail.
  [[nodiscard]] std::optional<SteadyTime> waits_until(const Subject& subject) const;

  // When the first round starts: at once; within two seconds on a machine that was just booted, since after a power cut
  // it is one of many. `random` is in [0, 1).
  [[nodiscard]] SteadyTime first(SteadyTime now, double random) const;

  // When the next round starts: after the interval, shifted by `random` in [0, 1), or earlier where a transient
  // failure is to be tried again, which jitter may put off a little: all who lost the same server come back apart.
  [[nodiscard]] SteadyTime next(SteadyTime now, double random) const;

 private:
  struct Trouble {
    std::optional<Failure> failure;  // nothing: undecided
    unsigned times;
    SteadyTime not_before;
  };

  void note(const Subject& subject, std::optional<Failure> failure, SteadyTime now);

  Pace pace_;
  std::map<Subject, Trouble> troubles_;
};

// How often a record may be written: an address that goes back and forth, or a write that has no effect, would keep
// Gandi busy for ever.
class WriteBudget {
 public:
  // So many writes in a row, and then one in each period; what is not used is saved up again at that rate.
  static constexpr int most = 5;
  static constexpr std::chrono::minutes period{30};

  // The record was written, or may have been.
  void spend(const RrsetKey& record, SteadyTime now);

  // Damped, with the time for which the record is not to be written; nothing when it may be.
  [[nodiscard]] std::optional<Failure> why_not(const RrsetKey& record, SteadyTime now) const;
  // Until two writes are left again: one that is left and used at once would end the trouble and begin it again.
  [[nodiscard]] bool is_strained(const RrsetKey& record, SteadyTime now) const;

 private:
  // When there will be so many writes.
  [[nodiscard]] SteadyTime has(int writes, const RrsetKey& record) const;

  std::map<RrsetKey, SteadyTime> full_at_;  // when all are saved up; absent: they are
};

}  // namespace dyndns
