// The domains of an account that are on Gandi's classic DNS, by XML-RPC.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "core/secret.hpp"
#include "http/client.hpp"
#include "ports/zone.hpp"

namespace dyndns::gandi::classic {

// `timeout` is for one call. The zones that it opens may outlive the account, but not `http`.
[[nodiscard]] std::unique_ptr<Account> make_account(http::Client& http, std::string endpoint, Secret key,
                                                    std::chrono::milliseconds timeout);

}  // namespace dyndns::gandi::classic
