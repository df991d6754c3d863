// What rounds found, kept for the status that people ask for.
#pragma once

#include <map>

#include "core/status.hpp"
#include "update/loop.hpp"

namespace dyndns::show {

class StatusKeeper {
 public:
  // When the round ended.
  void note(const update::RoundEnd& round, WallTime now, SteadyTime steady);

  // The parts that rounds know: summary, troubles, addresses, records, sources, and when and why there was one. Nothing
  // before the first round.
  [[nodiscard]] const Status& status() const { return status_; }

 private:
  void hear(const Findings& findings, WallTime now);
  [[nodiscard]] std::vector<SourceStatus> sources(const update::Job& job, const Standings& standings,
                                                  WallTime now) const;

  struct Past {
    std::optional<Heard> heard{};
    std::string ticks{};
  };
  void tick(const SourceKey& source, char tick);

  Status status_;
  std::map<SourceKey, Past> pasts_;
};

}  // namespace dyndns::show
