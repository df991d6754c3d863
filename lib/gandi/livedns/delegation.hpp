// Whether what is written to LiveDNS has any effect on the Internet.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "gandi/authorization.hpp"
#include "http/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi {

// `current` is what Gandi calls a domain's name servers: "livedns", "classic" or "other". Nothing for the first, and
// for a word that we do not know; else a sentence.
[[nodiscard]] std::optional<std::string> why_without_effect(const std::string& domain, const std::string& current);

// Asks Gandi for the above. No failure keeps anybody from an update, so nothing is said of it either. `endpoint` as for
// make_livedns_account().
[[nodiscard]] Task<std::optional<std::string>> ask_why_without_effect(http::Client& http, std::string endpoint,
                                                                      Authorization authorization, std::string domain,
                                                                      std::chrono::milliseconds timeout);

}  // namespace dyndns::gandi
