// When to look again: the only retry policy of the program.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "core/failure.hpp"

namespace dyndns {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Pace {
  std::chrono::milliseconds interval = std::chrono::minutes(5);
  double jitter = 0.1;  // fraction of the interval, either way
};

// Keeps a subject's failures apart from those of the others: a record that cannot be put in order must not slow down
// another one, even in its domain. A subject is a record or a family, by name.
class Schedule {
 public:
  explicit Schedule(Pace pace) : pace_(pace) {}

  void succeeded(const std::string& subject);
  // Transient faults: 10 s, doubled for each failure in a row, up to the interval; `retry_after` when the server said
  // it, up to a day. The others: an hour, or the interval where that is longer, since only a person can help.
  void failed(const std::string& subject, const Failure& failure, SteadyTime now);

  // False while the subject must be left alone.
  [[nodiscard]] bool is_due(const std::string& subject, SteadyTime now) const;
  // The failure that the subject waits for; nothing when it did not fail.
  [[nodiscard]] std::optional<Failure> failure_of(const std::string& subject) const;

  // When the next round starts: after the interval, shifted by `random` in [0, 1), or earlier where a transient
  // failure is to be tried again, which jitter may put off a little: all who lost the same server come back apart.
  [[nodiscard]] SteadyTime next(SteadyTime now, double random) const;

 private:
  struct Trouble {
    Failure failure;
    unsigned times;
    SteadyTime not_before;
  };

  Pace pace_;
  std::map<std::string, Trouble> troubles_;
};

}  // namespace dyndns
