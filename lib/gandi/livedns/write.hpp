// Writes RRsets of one LiveDNS domain, each by itself.
#pragma once

#include <cstddef>
#include <vector>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "gandi/livedns/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi {

// One outcome per change, in their order; unconfirmed when nobody knows whether it was carried out. A failure that the
// others would meet as well stops them: they get the same one, and are not sent. `client` outlives the task.
[[nodiscard]] Task<std::vector<Result<void>>> write_rrsets(const LiveDnsClient& client, std::vector<Change> changes,
                                                           std::size_t most_side_by_side);

}  // namespace dyndns::gandi
