// How often a record may be written: an address that goes back and forth, or a write that has no effect, would keep
// Gandi busy for ever.
#pragma once

#include <chrono>
#include <map>
#include <optional>

#include "core/failure.hpp"
#include "core/record.hpp"
#include "core/schedule.hpp"

namespace dyndns {

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
