// An address source that is a web page.
#pragma once

#include <chrono>
#include <memory>

#include "core/provider.hpp"
#include "http/client.hpp"
#include "ports/address_source.hpp"
#include "ports/clock.hpp"

namespace dyndns::detect {

// Asks over connections of the family that the question is about. Only the body of a 200 is read, at most 64 KiB.
// Goes where a redirect leads as often as the provider allows, from https to https, still on its operator's behalf and
// within the one timeout; any other redirect is a failure that says where it leads and what to do. No query of a URL
// is shown: it may hold a secret.
[[nodiscard]] std::unique_ptr<AddressSource> make_web_source(http::Client& client, WebProvider provider,
                                                             std::string name, std::chrono::milliseconds timeout,
                                                             Clock& clock);

}  // namespace dyndns::detect
