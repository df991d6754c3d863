// What LiveDNS's refusals mean, and what to do about them (docs/gandi-api.md, LiveDNS).
#pragma once

#include <optional>
#include <string>

#include "core/failure.hpp"
#include "core/record.hpp"
#include "gandi/authorization.hpp"
#include "gandi/token/inquiry.hpp"
#include "http/client.hpp"

namespace dyndns::gandi::livedns {

// True for the one 404 that is no failure: the domain is there, and this RRset of it is not.
[[nodiscard]] bool is_missing_rrset(const http::Response& response);

// True for a 404 that says nothing of a record or a domain: so LiveDNS answers where the domain's organisation is not
// the one that it takes the request for.
[[nodiscard]] bool speaks_of_organisation(const http::Response& response);

// For every status but success. `told` is what is known of the token, for a 403. Of Gandi's words at most an excerpt is
// quoted, of the credential nothing.
[[nodiscard]] Failure failure_of(const http::Response& response, const std::string& domain,
                                 const Authorization& authorization, const token::Told& told = {});

// For a 409, when an RRset was to be written.
[[nodiscard]] Failure conflict(const http::Response& response, const RrsetKey& key, const Authorization& authorization);

// Why what is written to LiveDNS has no effect on the Internet, by what Client::name_servers() tells; nothing when it
// has, and where we do not know.
[[nodiscard]] std::optional<std::string> why_without_effect(const std::string& domain,
                                                            const std::optional<std::string>& name_servers);

}  // namespace dyndns::gandi::livedns
