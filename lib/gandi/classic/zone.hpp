// A zone on Gandi's classic DNS, by XML-RPC.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gandi/classic/calls.hpp"
#include "ports/zone.hpp"

namespace dyndns::gandi {

// `domains` are those of the configured ones that use the zone.
[[nodiscard]] std::unique_ptr<Zone> make_classic_zone(ZoneCalls calls, std::vector<std::string> domains);

}  // namespace dyndns::gandi
