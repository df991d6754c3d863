#include "update/job.hpp"

#include <set>

namespace dyndns::update {

void forget_others(Standings& standings, const Job& job) {
  std::set<SourceKey> asked;
  for (const auto& electorate : job.electorates) {
    for (const auto& source : electorate.sources) {
      asked.insert({electorate.family, source->name()});
    }
  }
  std::erase_if(standings, [&asked](const auto& known) { return !asked.contains(known.first); });
}

}  // namespace dyndns::update
