// Certificates made on the spot, so that none can expire in the repository.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace dyndns::http {

struct Certificate {
  std::string pem;
  std::string key_pem;
};

[[nodiscard]] Certificate make_authority(std::chrono::seconds lifetime = std::chrono::hours(1));

// `names` as openssl.cnf has them: "DNS:good.test,IP:127.0.0.1". Signs itself without an authority.
// Both are good for an hour from now, unless it is said for how long.
[[nodiscard]] Certificate make_certificate(const std::string& names, const std::optional<Certificate>& authority,
                                           std::chrono::seconds lifetime = std::chrono::hours(1));

}  // namespace dyndns::http
