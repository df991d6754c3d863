#include "update/job.hpp"

#include <set>
#include <utility>

namespace dyndns::update {

Findings completed(const FamilySources& family, Findings findings) {
  const auto* none = std::get_if<NoQuorum>(&findings.verdict);
  findings.is_absent = none != nullptr && none->best_votes == 0 && family.is_absent();
  findings.way = family.way();
  if (const auto* agreed = agreement(findings)) {
    findings.note = family.note(agreed->address);
  }
  return findings;
}

std::optional<Findings> obstructed(const FamilySources& family) {
  Findings findings{family.family, family.rules.quorum};
  findings.authority = family.rules.authority;
  findings.verdict = NoQuorum();
  findings.obstacle = family.obstacle();
  return findings.obstacle.empty() ? std::nullopt : std::optional(findings);
}

State usable_state(const Job& job, State remembered) {
  std::set<SourceKey> asked;
  for (const auto& family : job.families) {
    for (const auto& source : family.sources) {
      asked.insert({family.family, source->name()});
    }
  }
  std::erase_if(remembered.standings, [&asked](const auto& each) { return !asked.contains(each.first); });
  if (std::exchange(remembered.origin, job.origin) != job.origin) {
    remembered.records.clear();
  }
  if (std::exchange(remembered.access, job.access) != job.access) {
    return in_doubt(std::move(remembered));
  }
  return remembered;
}

}  // namespace dyndns::update
