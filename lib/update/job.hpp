// What rounds work with, as one configuration has it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/plan.hpp"
#include "core/schedule.hpp"
#include "core/state.hpp"
#include "ports/address_source.hpp"
#include "ports/zone.hpp"
#include "update/ask.hpp"

namespace dyndns::update {

// Who is asked for our address of one family, and what an answer is worth.
struct FamilySources {
  Family family;
  std::vector<std::unique_ptr<AddressSource>> sources;
  AskingRules rules;
  // Asked when nobody could tell: whether the host has no address of the family, so that nobody could.
  std::function<bool()> is_absent = [] { return false; };
  // For Findings: asked before anybody else, and then of the address that was agreed on.
  std::function<std::string()> obstacle = [] { return std::string(); };
  std::function<std::string()> way = [] { return std::string(); };
  std::function<std::string(const Address& seen)> note = [](const Address&) { return std::string(); };
};

// With what the host says of itself.
[[nodiscard]] Findings completed(const FamilySources& family, Findings findings);

// What there is to report when the host itself is in the way, so that nobody can be asked.
[[nodiscard]] std::optional<Findings> obstructed(const FamilySources& family);

struct Job {
  std::vector<FamilySources> families;  // those that are looked after
  std::vector<RecordWish> records;
  PlanRules plan_rules;
  std::chrono::seconds verify_interval = std::chrono::hours(1);
  Pace pace;
  std::string origin;        // see State
  std::uint16_t access = 0;  // likewise
  std::unique_ptr<Account> account;
  bool may_domains_share_a_zone = true;  // so that wishes of one can contradict another's
  std::function<void()> rest = [] {};    // called after each round: nothing needs to stay open
};

// What the job can use of what is remembered: what was read elsewhere than at its origin says nothing, what was read
// with another credential is in doubt, and of the standings those count whose sources it asks.
[[nodiscard]] State usable_state(const Job& job, State remembered);

}  // namespace dyndns::update
