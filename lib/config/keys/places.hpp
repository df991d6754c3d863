// Reads where the other files and folders are.
#pragma once

#include <string>

#include "config/reading/node.hpp"
#include "config/reading/surroundings.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// Reads ca_file, state_dir and providers_file, and what the environment says of such places. Gives the path of the
// providers' list; empty when none is configured.
[[nodiscard]] std::string read_places(ObjectReader& config, Settings& settings, const Surroundings& around);

}  // namespace dyndns::config
