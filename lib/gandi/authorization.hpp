// Who we are to LiveDNS: a credential, how it is shown, and what it means when Gandi does not take it.
#pragma once

#include <string>
#include <utility>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "http/client.hpp"

namespace dyndns::gandi {

struct Authorization {
  enum class Scheme {
    bearer,  // a Personal Access Token
    apikey,  // an API key of LiveDNS: deprecated, still accepted (docs/gandi-api.md)
  };
  Scheme scheme = Scheme::bearer;
  Secret secret;
};

[[nodiscard]] std::pair<std::string, std::string> header_of(const Authorization& authorization);

[[nodiscard]] std::string name_of(const Authorization& authorization);  // "token" or "API key"

// For a 401, whatever was asked.
[[nodiscard]] Failure credential_failure(const http::Response& response, const Authorization& authorization);

// What to do about a token that is no longer good.
[[nodiscard]] std::string how_to_renew();

}  // namespace dyndns::gandi
