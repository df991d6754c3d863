#include "http/tls_sessions.hpp"

#include <openssl/ssl.h>

namespace dyndns::http {
namespace {

constexpr std::size_t most_sessions = 32;

}  // namespace

void TlsSessions::offer(SSL* connection, const std::string& server) const {
  if (const auto found = sessions_.find(server); found != sessions_.end()) {
    SSL_set_session(connection, found->second.get());
  }
}

void TlsSessions::keep(SSL* connection, const std::string& server) {
  const std::shared_ptr<SSL_SESSION> session(SSL_get1_session(connection), SSL_SESSION_free);
  if (!session || SSL_SESSION_is_resumable(session.get()) != 1) {
    return;
  }
  if (sessions_.size() >= most_sessions) {
    sessions_.clear();
  }
  sessions_[server] = session;
}

}  // namespace dyndns::http
