#include "core/findings.hpp"

#include <algorithm>
#include <set>

namespace dyndns {

unsigned operators_answered(const Findings& findings) {
  std::set<std::string> operators;
  for (const auto& answer : findings.answers) {
    if (answer.address) {
      operators.insert(answer.operator_name);
    }
  }
  return static_cast<unsigned>(operators.size());
}

const Findings* findings_of(const std::vector<Findings>& all, Family family) {
  const auto found = std::ranges::find(all, family, &Findings::family);
  return found == all.end() ? nullptr : &*found;
}

const Agreed* agreement(const std::vector<Findings>& all, Family family) {
  const auto* const found = findings_of(all, family);
  return found == nullptr ? nullptr : agreement(*found);
}

}  // namespace dyndns
