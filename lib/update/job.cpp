#include "update/job.hpp"

#include <set>

namespace dyndns::update {

bool is_absent(const FamilySources& family, const Verdict& verdict) {
  const auto* none = std::get_if<NoQuorum>(&verdict);
  return none != nullptr && none->best_votes == 0 && family.is_absent();
}

Standings standings_of(const Job& job, Standings known) {
  std::set<SourceKey> asked;
  for (const auto& family : job.families) {
    for (const auto& source : family.sources) {
      asked.insert({family.family, source->name()});
    }
  }
  std::erase_if(known, [&asked](const auto& each) { return !asked.contains(each.first); });
  return known;
}

}  // namespace dyndns::update
