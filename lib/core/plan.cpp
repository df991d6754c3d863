#include "core/plan.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/words.hpp"

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

Failure contradiction(const RrsetKey& one, const RrsetKey& other, const std::string& what, const std::string& remedy) {
  return {Fault::refused, "'" + host_name(one) + "' and '" + host_name(other) +
                              "' are one record, because their domains share a zone at Gandi, and cannot have " + what +
                              "; " + remedy};
}

std::string seconds(Ttl ttl) { return std::to_string(ttl.count()) + " s"; }

// What all who want this RRset agree on as its ttl, if any of them has one.
Result<std::optional<Ttl>> agreed_ttl(const WantedRrset& want, std::span<const WantedRrset> wanted) {
  const WantedRrset* with_ttl = nullptr;
  for (const auto& each : wanted) {
    if (!same_rrset(each.key, want.key)) {
      continue;
    }
    if (each.address != want.address) {
      return contradiction(want.key, each.key,
                           "two addresses, " + want.address.to_string() + " and " + each.address.to_string(),
                           "take one of them out of the configuration");
    }
    with_ttl = with_ttl == nullptr && each.ttl ? &each : with_ttl;
    if (each.ttl && each.ttl != with_ttl->ttl) {
      return contradiction(with_ttl->key, each.key,
                           "a TTL of " + seconds(*with_ttl->ttl) + " and of " + seconds(*each.ttl),
                           "configure the same 'ttl' for both");
    }
  }
  return with_ttl == nullptr ? std::nullopt : with_ttl->ttl;
}

}  // namespace

bool same_rrset(const RrsetKey& one, const RrsetKey& other) {
  return one.type == other.type && text::same_word(one.name, other.name);
}

Plan make_plan(std::span<const WantedRrset> wanted, std::span<const ServedRrset> served, const PlanRules& rules) {
  Plan plan;
  for (const auto& want : wanted) {
    const auto now = find(served, want.key);
    const auto configured = agreed_ttl(want, wanted);
    const bool exists = !now.addresses.empty();
    if (!configured) {
      plan.obstacles.push_back({want.key, configured.error()});
    } else if (now.unreadable) {
      plan.obstacles.push_back({want.key, *now.unreadable});
    } else if (!now.cname.empty()) {
      plan.obstacles.push_back(alias_in_the_way(now));
    } else if (!exists && !rules.create_missing) {
      plan.obstacles.push_back(not_there(want.key));
    } else {
      const auto kept = exists ? now.ttl : std::nullopt;
      const auto ttl = configured->value_or(kept.value_or(rules.ttl_for_new));
      if (holds(now, want.address, ttl)) {
        plan.unchanged.push_back(now);
      } else {
        plan.changes.push_back({want.key, now.addresses, want.address, std::clamp(ttl, shortest_ttl, longest_ttl)});
      }
    }
  }
  return plan;
}

std::vector<WantedRrset> rivals_of(std::span<const WantedRrset> wanted, std::span<const WantedRrset> confirmed) {
  std::vector<WantedRrset> rivals;
  std::ranges::copy_if(confirmed, std::back_inserter(rivals), [wanted](const WantedRrset& one) {
    return std::ranges::any_of(wanted, [&one](const WantedRrset& other) {
      const bool has_another_ttl = one.ttl && other.ttl && one.ttl != other.ttl;
      return other.key != one.key && same_rrset(other.key, one.key) &&
             (has_another_ttl || other.address != one.address);
    });
  });
  return rivals;
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
