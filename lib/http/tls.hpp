// What TLS is to us, whatever openssl.cnf says: 1.2 or newer, never below OpenSSL's security level 2, and the server's
// certificate verified against the roots of `trust`.
#pragma once

#include <memory>

#include "http/client.hpp"

namespace boost::asio::ssl {
class context;
}

namespace dyndns::http {

// Throws std::runtime_error with a sentence when a file of `trust` cannot be used.
[[nodiscard]] std::shared_ptr<boost::asio::ssl::context> make_tls_context(const Trust& trust);

}  // namespace dyndns::http
