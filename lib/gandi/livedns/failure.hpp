// What LiveDNS's refusals mean, and what to do about them (docs/gandi-api.md, LiveDNS).
#pragma once

#include <string>

#include "core/failure.hpp"
#include "core/record.hpp"
#include "gandi/authorization.hpp"
#include "http/client.hpp"

namespace dyndns::gandi {

// True for the one 404 that is no failure: the domain is there, and this RRset of it is not.
[[nodiscard]] bool is_missing_rrset(const http::Response& response);

// For every status but success. Of Gandi's words at most an excerpt is quoted, of the credential nothing.
[[nodiscard]] Failure livedns_failure(const http::Response& response, const std::string& domain,
                                      const Authorization& authorization);

// As above, when an RRset was to be written.
[[nodiscard]] Failure write_failure(const http::Response& response, const RrsetKey& key,
                                    const Authorization& authorization);

// For a 401, whatever was asked.
[[nodiscard]] Failure credential_failure(const http::Response& response, const Authorization& authorization);

// What to do about a token that is no longer good.
[[nodiscard]] std::string how_to_renew();

}  // namespace dyndns::gandi
