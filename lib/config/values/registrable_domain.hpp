// Who stands behind a host, as far as its name tells (the Public Suffix List).
#pragma once

#include <string>

namespace dyndns::config {

// "ipify.org" for "api.ipify.org"; an address, or a host that is nobody's registration, stands for itself.
// `host` is in lower case.
[[nodiscard]] std::string registrable_domain(const std::string& host);

}  // namespace dyndns::config
