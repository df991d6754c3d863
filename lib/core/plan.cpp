#include "core/plan.hpp"

#include <algorithm>

namespace dyndns {
namespace {

ServedRrset find(std::span<const ServedRrset> served, const RrsetKey& key) {
  const auto found = std::ranges::find(served, key, &ServedRrset::key);
  return found == served.end() ? ServedRrset{key} : *found;
}

// A ttl that is not told is none that differs.
bool holds(const ServedRrset& served, const Address& address, Ttl ttl) {
  return served.addresses == std::set{address} && served.ttl.value_or(ttl) == ttl;
}

Obstacle alias_in_the_way(const ServedRrset& served) {
  return {served.key,
          {Fault::refused, "'" + host_name(served.key) + "' is an alias (CNAME) of '" + served.cname +
                               "' and so can hold no address; delete the CNAME record at Gandi, or take the name out "
                               "of the configuration"}};
}

Obstacle not_there(const RrsetKey& key) {
  return {key,
          {Fault::missing, "'" + host_name(key) + "' has no " + std::string(to_string(key.type)) +
                               " record and 'create_missing' is false; create the record at Gandi, or set "
                               "'create_missing' to true"}};
}

}  // namespace

Plan make_plan(std::span<const WantedRrset> wanted, std::span<const ServedRrset> served, const PlanRules& rules) {
  Plan plan;
  for (const auto& want : wanted) {
    const auto now = find(served, want.key);
    const bool exists = !now.addresses.empty();
    if (now.unreadable) {
      plan.obstacles.push_back({want.key, *now.unreadable});
    } else if (!now.cname.empty()) {
      plan.obstacles.push_back(alias_in_the_way(now));
    } else if (!exists && !rules.create_missing) {
      plan.obstacles.push_back(not_there(want.key));
    } else {
      const auto ttl = want.ttl.value_or(now.ttl.value_or(rules.ttl_for_new));
      if (holds(now, want.address, ttl)) {
        plan.unchanged.push_back(now);
      } else {
        plan.changes.push_back({want.key, now.addresses, want.address, std::clamp(ttl, shortest_ttl, longest_ttl)});
      }
    }
  }
  return plan;
}

Result<void> confirm(const Change& change, std::span<const ServedRrset> served) {
  const auto now = find(served, change.key);
  if (now.unreadable) {
    return Failure{Fault::unconfirmed, "could not confirm the update: " + now.unreadable->detail};
  }
  if (holds(now, change.after, change.ttl)) {
    return {};
  }
  return Failure{Fault::unconfirmed, "could not confirm the update: the write was accepted, but '" +
                                         change.after.to_string() + "' with TTL " + std::to_string(change.ttl.count()) +
                                         " s is not what is served now"};
}

}  // namespace dyndns
