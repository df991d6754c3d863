#include "core/consensus.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace dyndns {
namespace {

using Operators = std::set<std::string>;

struct Candidate {
  Address address;
  Operators operators;
};

// Most votes first.
std::vector<Candidate> candidates(std::span<const Vote> votes) {
  std::map<std::string, std::set<Address>> said;
  for (const auto& vote : votes) {
    said[vote.operator_name].insert(vote.address);
  }
  std::map<Address, Operators> named;
  for (const auto& [operator_name, addresses] : said) {
    if (addresses.size() == 1) {
      named[*addresses.begin()].insert(operator_name);
    }
  }
  std::vector<Candidate> sorted;
  for (auto& [address, operators] : named) {
    sorted.push_back({address, std::move(operators)});
  }
  std::ranges::stable_sort(sorted, std::greater(), [](const Candidate& each) { return each.operators.size(); });
  return sorted;
}

unsigned votes_of(const std::vector<Candidate>& sorted, std::size_t place) {
  return place < sorted.size() ? static_cast<unsigned>(sorted[place].operators.size()) : 0;
}

}  // namespace

Verdict tally(std::span<const Vote> votes, unsigned quorum) {
  const auto sorted = candidates(votes);
  if (sorted.empty()) {
    return NoQuorum{};
  }
  const auto& [address, operators] = sorted.front();
  const auto best = votes_of(sorted, 0);
  const auto runner_up = votes_of(sorted, 1);
  if (best >= quorum && best > runner_up) {
    return Agreed{address, {operators.begin(), operators.end()}};
  }
  return NoQuorum{address, best, runner_up};
}

bool is_settled(std::span<const Vote> votes, unsigned quorum, unsigned outstanding) {
  if (outstanding == 0) {
    return true;
  }
  const auto sorted = candidates(votes);
  const auto best = votes_of(sorted, 0);
  const auto runner_up = votes_of(sorted, 1);
  const bool agreed = best >= quorum && best > runner_up;
  return agreed ? runner_up + outstanding < best : best + outstanding < quorum;
}

}  // namespace dyndns
