// Reads where the addresses come from: `ipv4`, `ipv6` and the predecessor's `command`.
#pragma once

#include "config/node.hpp"
#include "config/settings.hpp"

namespace dyndns::config {

void read_origins(ObjectReader& config, Settings& settings);

}  // namespace dyndns::config
