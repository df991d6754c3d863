// A provider that is a DNS question, as providers.json says it.
#pragma once

#include <optional>

#include "config/reading/node.hpp"
#include "core/provider.hpp"

namespace dyndns::config {

// Reads {"name", "type", "class", "servers"}; nothing when something is wrong with it. `family` is the one that is said
// beside it. The result's is what follows from it, from the type and from the servers; its run_by is empty.
[[nodiscard]] std::optional<DnsProvider> read_dns_provider(const Node& dns, std::optional<Family> family);

}  // namespace dyndns::config
