// Brings the zones in line with what is wanted of them: read, plan, apply, read back.
#pragma once

#include <map>
#include <vector>

#include "core/plan.hpp"
#include "ports/zone.hpp"
#include "update/report.hpp"

namespace dyndns::update {

struct Revision {
  PlanRules rules;
  bool dry_run = false;
  std::vector<WantedRrset> wanted{};
  std::map<RrsetKey, Failure> damped{};  // what must not be written now, and why
};

// One report for each wanted RRset, in no particular order. Zones are revised side by side, eight at a time; one that
// fails does not hold up the others. Nothing wanted: no call.
[[nodiscard]] Task<std::vector<RecordReport>> revise(Account& account, Revision revision);

}  // namespace dyndns::update
