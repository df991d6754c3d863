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

const Agreed* agreement(const std::vector<Findings>& all, Family family) {
  const auto found = std::ranges::find(all, family, &Findings::family);
  return found == all.end() ? nullptr : agreement(*found);
}

bool is_gone(const std::vector<Findings>& all, Family family) {
  return std::ranges::all_of(all, [family](const Findings& each) {
    return each.family == family ? each.is_absent : agreement(each) != nullptr;
  });
}

}  // namespace dyndns
