// Reads how often and how patiently to ask, and how many must agree.
#pragma once

#include "config/reading/node.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// Reads interval, jitter, quorum, timeout and verify_interval.
void read_pace(ObjectReader& config, Settings& settings);

}  // namespace dyndns::config
