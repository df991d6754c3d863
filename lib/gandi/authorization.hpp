// Who we are to LiveDNS: a credential, and how it is shown.
#pragma once

#include <string>
#include <utility>

#include "core/secret.hpp"

namespace dyndns::gandi {

struct Authorization {
  enum class Scheme {
    bearer,  // a Personal Access Token
    apikey,  // an API key of LiveDNS: deprecated, still accepted (docs/gandi-api.md)
  };
  Scheme scheme = Scheme::bearer;
  Secret secret;
};

[[nodiscard]] inline std::pair<std::string, std::string> header_of(const Authorization& authorization) {
  const std::string scheme = authorization.scheme == Authorization::Scheme::bearer ? "Bearer " : "Apikey ";
  return {"Authorization", scheme + authorization.secret.reveal()};
}

}  // namespace dyndns::gandi
