// Which zones domains use.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "gandi/classic/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::classic {

using ZoneId = std::int64_t;

// One answer for each domain, in their order. They are asked for side by side.
[[nodiscard]] Task<std::vector<Result<ZoneId>>> zones_of(std::shared_ptr<Client> client,
                                                         std::vector<std::string> domains);

}  // namespace dyndns::gandi::classic
