// What may be deleted of a classic zone's versions, which is no more than a draft that nobody uses.
#pragma once

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

// Each returns what is left, for a message; empty when nothing is.

// A version that was made by us, by Gandi's word, and is not live.
[[nodiscard]] Task<std::string> discard(ZoneCalls calls, VersionId version, const Before& before);

// The same, of which nothing was read yet: it is read first, so that the live version is not taken for a new one.
[[nodiscard]] Task<std::string> discard_unseen(ZoneCalls calls, VersionId version, const Before& before);

// Gandi may have made a version for us without our hearing of it. Deleted is only what is a plain clone of the active
// version with a number above all that were there before, and is not the active version itself. One that somebody else
// made meanwhile and has begun to edit is left alone, as is whatever could not be read, and all where there are
// several.
[[nodiscard]] Task<std::string> discard_stray(ZoneCalls calls, const Before& before);

}  // namespace dyndns::gandi::classic
