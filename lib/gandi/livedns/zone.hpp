// A domain on LiveDNS.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "gandi/livedns/client.hpp"
#include "ports/zone.hpp"

namespace dyndns::gandi {

[[nodiscard]] std::unique_ptr<Zone> make_livedns_zone(std::shared_ptr<const LiveDnsClient> client, std::string domain,
                                                      std::size_t writes_side_by_side);

}  // namespace dyndns::gandi
