// Where LiveDNS keeps things (docs/gandi-api.md). The routes that replace or delete several RRsets at once cannot be
// named here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace dyndns::gandi::livedns {

// `endpoint` is the base URL without a trailing slash. Names are percent-encoded. Refused when the domain or the name
// is empty, "." or "..": a server that tidies such a path up would find another route in it.
[[nodiscard]] Result<std::string> rrset_url(std::string_view endpoint, std::string_view domain, std::string_view name,
                                            std::string_view type);

// One page of all RRsets of a domain; the first is 1. Unless it `is_sized`, the server chooses how many are on it.
[[nodiscard]] Result<std::string> page_url(std::string_view endpoint, std::string_view domain, std::size_t page,
                                           bool is_sized);

// The same for an organisation, whose id is a UUID.
[[nodiscard]] std::string with_sharing_id(std::string url, std::string_view id);

// Which name servers a domain uses, which another API beside LiveDNS tells; nothing when the endpoint does not show
// where that is.
[[nodiscard]] std::optional<std::string> name_servers_url(std::string_view endpoint, std::string_view domain);

}  // namespace dyndns::gandi::livedns
