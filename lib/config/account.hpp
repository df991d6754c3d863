// Reads which of Gandi's APIs is used, where it is and with what credential.
#pragma once

#include "config/node.hpp"
#include "config/settings.hpp"
#include "config/surroundings.hpp"

namespace dyndns::config {

// Reads api, endpoint, tokeninfo and the credential.
void read_account(const Node& root, ObjectReader& config, Settings& settings, const Surroundings& around);

}  // namespace dyndns::config
