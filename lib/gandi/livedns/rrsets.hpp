// RRsets of one LiveDNS domain: read with as few requests as will do, written each by itself.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "core/record.hpp"
#include "gandi/livedns/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::livedns {

// `client` outlives both tasks.

// One entry per key, all of which are of `domain`. A single RRset is asked for by its name and type, several are looked
// for in the domain's list (docs/decisions/0004-livedns-list-or-single.md).
[[nodiscard]] Task<Result<std::vector<ServedRrset>>> read_rrsets(const Client& client, std::string domain,
                                                                 std::vector<RrsetKey> keys);

// One outcome per change, in their order; unconfirmed when nobody knows whether it was carried out. A failure that the
// others would meet as well stops them: they get the same one, and are not sent.
[[nodiscard]] Task<std::vector<Result<void>>> write_rrsets(const Client& client, std::vector<Change> changes,
                                                           std::size_t most_side_by_side);

}  // namespace dyndns::gandi::livedns
