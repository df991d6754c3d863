// What rounds work with, as one configuration has it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/plan.hpp"
#include "core/schedule.hpp"
#include "ports/address_source.hpp"
#include "ports/zone.hpp"
#include "update/gather.hpp"

namespace dyndns::update {

// Who is asked for our address of one family, and what makes an answer.
struct Electorate {
  Family family;
  std::vector<std::unique_ptr<AddressSource>> sources;
  GatherRules rules;
  // Asked when nobody could tell: whether the host has no address of the family, so that nobody could.
  std::function<bool()> is_absent = [] { return false; };
  std::optional<Ipv6Suffix> suffix{};  // what is published is this under the prefix that was agreed on
};

// For Detection::is_absent.
[[nodiscard]] inline bool is_absent(const Electorate& electorate, const Verdict& verdict) {
  const auto* none = std::get_if<NoQuorum>(&verdict);
  return none != nullptr && none->best_votes == 0 && electorate.is_absent();
}

struct Job {
  std::vector<Electorate> electorates;  // one for each family that is looked after
  std::vector<RecordWish> records;
  PlanRules plan_rules;
  std::chrono::seconds verify_interval = std::chrono::hours(1);
  Pace pace;
  std::string origin;  // see State
  std::unique_ptr<Account> account;
  std::function<void()> rest = [] {};  // called after each round: nothing needs to stay open
};

// What is known of sources that the job does not ask.
void forget_others(Standings& standings, const Job& job);

}  // namespace dyndns::update
