// What may be deleted of a classic zone's versions, which is no more than a draft that nobody uses.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "gandi/classic/calls.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::classic {

// A zone as it was when the draft was made.
struct Before {
  // A help in tidying up and no more: never recorded, perhaps refused, and perhaps only a page of them.
  Result<std::vector<VersionId>> versions = Failure{Fault::unconfirmed, "not told"};
  Result<std::vector<Record>> active = Failure{Fault::unconfirmed, "not told"};
};

struct LeftOver {
  std::string note{};     // for a message; empty: nothing is left
  VersionId version = 0;  // a draft of ours that could not be deleted, and can be later; 0: none is known
};

// A version that was made by us, by Gandi's word, and is not live.
[[nodiscard]] Task<LeftOver> discard(ZoneCalls calls, VersionId version, const Before& before);

// The same, of which nothing was read yet, or not lately: it is read first, so that the live version is not deleted.
[[nodiscard]] Task<LeftOver> discard_unseen(ZoneCalls calls, VersionId version, const Before& before);

// Gandi may have made a version for us without our hearing of it. Deleted is only what is a plain clone of the active
// version with a number above all that were there before, and is not the active version itself. One that somebody else
// made meanwhile and has begun to edit is left alone, as is whatever could not be read, and all where there are
// several.
[[nodiscard]] Task<LeftOver> discard_stray(ZoneCalls calls, const Before& before);

// Drafts that could not be deleted earlier. Returns those that could not be now either; one that has become live since
// is a draft no more.
[[nodiscard]] Task<std::set<VersionId>> discard_again(ZoneCalls calls, std::set<VersionId> drafts);

}  // namespace dyndns::gandi::classic
