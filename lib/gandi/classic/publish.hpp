// Brings changes into a classic zone as one new version of it, or leaves no trace.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "gandi/classic/calls.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::classic {

// At least one change, each of another RRset. `seen`: all records of the active version, where they were just read.
// Success: a version that was read back, and is the old one with the changes made, is live. Failure: the new version
// was deleted, and where that was not possible the detail says so. What may be live is never deleted. `left_over`: the
// drafts in this zone that could not be deleted; those of before are deleted first. It outlives the task.
// When the call is cancelled, what is not live is deleted all the same, within less than a second.
[[nodiscard]] Task<Result<void>> publish(ZoneCalls calls, std::vector<Change> changes,
                                         std::optional<std::vector<Record>> seen, std::set<VersionId>& left_over);

}  // namespace dyndns::gandi::classic
