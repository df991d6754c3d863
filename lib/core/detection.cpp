#include "core/detection.hpp"

#include <set>

namespace dyndns {

unsigned operators_answered(const Detection& detection) {
  std::set<std::string> operators;
  for (const auto& answer : detection.answers) {
    if (answer.address) {
      operators.insert(answer.operator_name);
    }
  }
  return static_cast<unsigned>(operators.size());
}

std::string why_no_quorum(const Detection& detection) {
  if (detection.is_absent) {
    return "this host has no global " + std::string(to_string(detection.family)) + " address";
  }
  if (detection.quorum == 1 && detection.answers.size() == 1 && !detection.answers.front().address) {
    return "no " + std::string(to_string(detection.family)) +
           " address: " + detection.answers.front().address.error().detail;
  }
  const auto* none = std::get_if<NoQuorum>(&detection.verdict);
  const auto best = none == nullptr ? 0 : none->best_votes;
  auto text = "no quorum for " + std::string(to_string(detection.family)) + ": ";
  text += best == 0 ? "no address has a vote" : "best address has " + std::to_string(best);
  text += best == 0 ? ", " : " of the ";
  text += std::to_string(detection.quorum) + (best == 0 ? " are required, " : " votes required, ");
  if (best > 0 && none->runner_up_votes == best) {
    text += "another has as many, ";
  }
  return text + std::to_string(operators_answered(detection)) + " of " + std::to_string(detection.asked) +
         " operators answered";
}

}  // namespace dyndns
