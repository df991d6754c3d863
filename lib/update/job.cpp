#include "update/job.hpp"

#include <set>
#include <utility>

namespace dyndns::update {

bool is_absent(const FamilySources& family, const Verdict& verdict) {
  const auto* none = std::get_if<NoQuorum>(&verdict);
  return none != nullptr && none->best_votes == 0 && family.is_absent();
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
