// The domains of an account that are on LiveDNS.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "gandi/authorization.hpp"
#include "http/client.hpp"
#include "ports/zone.hpp"

namespace dyndns::gandi::livedns {

// `endpoint` is the base URL without a trailing slash; `timeout` is for one request. Opening asks nothing: a domain
// that is not there fails when it is read. The zones may outlive the account, but not `http`.
[[nodiscard]] std::unique_ptr<Account> make_account(http::Client& http, std::string endpoint,
                                                    Authorization authorization, std::chrono::milliseconds timeout);

}  // namespace dyndns::gandi::livedns
