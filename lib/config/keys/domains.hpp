// Reads which records to keep: `domains`, and the older `domain` with `names`.
#pragma once

#include "config/reading/node.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// Also reads ttl and create_missing. At most 1000 records. `settings.ipv4` and `ipv6` have been read: they say which
// types a name has by default.
void read_domains(const Node& root, ObjectReader& config, Settings& settings);

}  // namespace dyndns::config
