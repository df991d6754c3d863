// The domains of an account that are on LiveDNS.
#pragma once

#include <memory>

#include "gandi/livedns/client.hpp"
#include "http/client.hpp"
#include "ports/zone.hpp"

namespace dyndns::gandi::livedns {

// Opening asks nothing: a domain that is not there fails when it is read. What is learnt of Gandi's ways is kept for
// the account's lifetime; what tokeninfo says of the token, but for its organisation, counts until it is opened again.
// The zones may outlive the account, but not `http`.
[[nodiscard]] std::unique_ptr<Account> make_account(http::Client& http, Options options);

}  // namespace dyndns::gandi::livedns
