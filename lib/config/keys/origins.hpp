// Reads where the addresses come from: `ipv4`, `ipv6` and the predecessor's `command`.
#pragma once

#include "config/reading/node.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

void read_origins(ObjectReader& config, Settings& settings);

}  // namespace dyndns::config
