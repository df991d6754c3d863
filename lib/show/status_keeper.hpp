// What rounds found, kept for the status that people ask for.
#pragma once

#include <map>

#include "core/status.hpp"
#include "update/loop.hpp"

namespace dyndns::show {

class StatusKeeper {
 public:
  void note(const update::RoundEnd& round, WallTime now);

  // The parts that rounds know: exit_code, summary, addresses, records and sources, and a problem for each family
  // without a quorum and each record that is not up to date. Nothing before the first round.
  [[nodiscard]] const Status& status() const { return status_; }

 private:
  void hear(const Findings& findings, WallTime now);
  [[nodiscard]] std::vector<SourceStatus> sources(const update::Job& job, const Standings& standings) const;

  Status status_;
  std::map<SourceKey, Heard> heard_;
};

}  // namespace dyndns::show
