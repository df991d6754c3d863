// What must change in a zone so that it serves what is wanted, and nothing else.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "core/failure.hpp"
#include "core/record.hpp"

namespace dyndns {

// One RRset to be put in place of another.
struct Change {
  RrsetKey key;
  std::set<Address> before;  // empty: the RRset is created
  Address after;
  Ttl ttl;  // always sent: both APIs reset an omitted one to 10800 (docs/gandi-api.md)

  bool operator==(const Change&) const = default;
};

// An RRset that cannot be what is wanted, and why; no request is made for it.
struct Obstacle {
  RrsetKey key;
  Failure why;
};

struct Plan {
  std::vector<Change> changes;
  std::vector<ServedRrset> unchanged;
  std::vector<Obstacle> obstacles;
};

struct PlanRules {
  Ttl ttl_for_new = shortest_ttl;
  bool create_missing = true;
};

// One name and type of a zone, whichever of the domains that share the zone names it.
[[nodiscard]] bool same_rrset(const RrsetKey& one, const RrsetKey& other);

// Of one zone. A key that `served` does not mention is as good as one with no addresses; a ttl that is not told never
// calls for a change. Every wanted key is in exactly one of the three lists of the plan, in the order in which it was
// wanted. Sets are compared, not texts and not first values.
// Two keys that are one RRset, because their domains share the zone, need one wish: a ttl that one of them has counts
// for both, and where they contradict each other both are obstacles. That has to be found among the wishes: among the
// changes there is only the one that is not served just now, and each round would undo what the one before did.
[[nodiscard]] Plan make_plan(std::span<const WantedRrset> wanted, std::span<const ServedRrset> served,
                             const PlanRules& rules);

// Those of `confirmed` that would contradict one of `wanted` if their domains shared a zone, which only Gandi can tell:
// they have to be planned with them, however sure we are of what is served.
[[nodiscard]] std::vector<WantedRrset> rivals_of(std::span<const WantedRrset> wanted,
                                                 std::span<const WantedRrset> confirmed);

// Nothing when `served` is what the change wanted; else what differs.
[[nodiscard]] Result<void> confirm(const Change& change, std::span<const ServedRrset> served);

}  // namespace dyndns
