// TLS sessions to resume: the next connection to a server saves a round trip of certificates and their verification,
// but only for as long as they would still be found good.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/state.hpp"

using SSL = struct ssl_st;  // OpenSSL's

namespace dyndns::http {

// When a server's certificates were verified, and until when that is believed: 24 hours, or until the first of them
// expires. A resumed session has that of the full handshake it goes back to.
struct Verification {
  WallTime since;
  WallTime until;
};

// After a full handshake at `now`.
[[nodiscard]] Verification verification_of(SSL* connection, WallTime now);

class TlsSessions {
 public:
  // Before the handshake with `server` (host and port): a session holds for the name that was verified in it. Nothing
  // when none is offered.
  [[nodiscard]] std::optional<Verification> offer(SSL* connection, const std::string& server, WallTime now);
  // After an answer: TLS 1.3 hands out sessions some time after its handshake.
  void keep(SSL* connection, const std::string& server, const Verification& verification);
  void forget(const std::string& server);

 private:
  struct Kept {
    std::string server;
    std::string der;  // a decoded one has the chain of certificates in it
    Verification verification;
  };
  std::vector<Kept> kept_;  // the longest kept first
};

}  // namespace dyndns::http
