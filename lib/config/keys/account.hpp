// Reads which of Gandi's APIs is used, where it is and with what credential.
#pragma once

#include "config/reading/node.hpp"
#include "config/reading/surroundings.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// Reads api, endpoint, tokeninfo and the credential.
void read_account(const Node& root, ObjectReader& config, Settings& settings, const Surroundings& around);

}  // namespace dyndns::config
