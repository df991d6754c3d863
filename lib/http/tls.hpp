// What TLS is to us: 1.2 or newer, the server's certificate verified against the roots of `trust`, sessions resumed.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "http/client.hpp"

namespace boost::asio::ssl {
class context;
}
using SSL = struct ssl_st;                  // OpenSSL's
using SSL_SESSION = struct ssl_session_st;  // OpenSSL's

namespace dyndns::http {

// Throws std::runtime_error with a sentence when a file of `trust` cannot be used.
[[nodiscard]] std::shared_ptr<boost::asio::ssl::context> make_tls_context(const Trust& trust);

// Sessions to resume: the next connection to a server saves a round trip of certificates and their verification.
class TlsSessions {
 public:
  // Before the handshake with `server` (host and port): a session holds for the name that was verified in it.
  void offer(SSL* connection, const std::string& server) const;
  // After an answer: TLS 1.3 hands out sessions some time after its handshake.
  void keep(SSL* connection, const std::string& server);

 private:
  std::map<std::string, std::shared_ptr<SSL_SESSION>> sessions_;
};

}  // namespace dyndns::http
