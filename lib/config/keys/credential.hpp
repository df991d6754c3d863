// Finds the one credential: in the configuration, in a file that it names, or with the service manager.
#pragma once

#include <optional>

#include "config/reading/node.hpp"
#include "config/reading/surroundings.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

struct FoundCredential {
  Credential credential;
  std::string where;  // the file it was in
  std::string path;   // within that file, if it is the configuration
};

// What is configured wins over what the service manager has ($CREDENTIALS_DIRECTORY, systemd.exec(5)). Of two
// credentials, `api` says which is the right one; nothing: the token. Nothing, with an error, when there is none.
[[nodiscard]] std::optional<FoundCredential> find_credential(const Node& root, ObjectReader& config,
                                                             std::optional<Api> api, const Surroundings& around);

}  // namespace dyndns::config
