// An address source that is a web page.
#pragma once

#include <chrono>
#include <memory>

#include "core/provider.hpp"
#include "http/client.hpp"
#include "ports/address_source.hpp"

namespace dyndns::detect {

// Asks over a connection of the family that the question is about. Only the body of a 200 is read, at most 64 KiB.
[[nodiscard]] std::unique_ptr<AddressSource> make_web_source(http::Client& client, WebProvider provider,
                                                             std::chrono::milliseconds timeout);

}  // namespace dyndns::detect
