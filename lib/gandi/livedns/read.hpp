// Reads RRsets of one LiveDNS domain with as few requests as will do.
#pragma once

#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/record.hpp"
#include "gandi/livedns/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi {

// One entry per key, all of which are of `domain`. A single RRset is asked for by its name and type, several are looked
// for in the domain's list (docs/decisions/0004-livedns-list-or-single.md). `client` outlives the task.
[[nodiscard]] Task<Result<std::vector<ServedRrset>>> read_rrsets(const LiveDnsClient& client, std::string domain,
                                                                 std::vector<RrsetKey> keys);

}  // namespace dyndns::gandi
