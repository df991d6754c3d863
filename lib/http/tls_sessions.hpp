// TLS sessions to resume: the next connection to a server saves a round trip of certificates and their verification.
#pragma once

#include <map>
#include <memory>
#include <string>

using SSL = struct ssl_st;                  // OpenSSL's
using SSL_SESSION = struct ssl_session_st;  // OpenSSL's

namespace dyndns::http {

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
