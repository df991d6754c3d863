#include "http/sessions.hpp"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <utility>

namespace dyndns::http {
namespace {

constexpr std::size_t most_sessions = 32;
constexpr std::chrono::hours longest_trust(24);

using Session = std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)>;

// The beginning of time when it cannot be told.
WallTime end_of(const X509* certificate) {
  std::tm time{};
  const bool is_known = ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) == 1;
  return WallTime(std::chrono::seconds(is_known ? timegm(&time) : 0));
}

std::string to_der(const SSL_SESSION* session) {
  const int size = i2d_SSL_SESSION(session, nullptr);
  std::string der(static_cast<std::size_t>(std::max(size, 0)), '\0');
  auto* to = reinterpret_cast<unsigned char*>(der.data());
  i2d_SSL_SESSION(session, &to);
  return der;
}

// Null when it is none.
Session from_der(const std::string& der) {
  const auto* from = reinterpret_cast<const unsigned char*>(der.data());
  return {d2i_SSL_SESSION(nullptr, &from, static_cast<long>(der.size())), &SSL_SESSION_free};
}

// A clock that was set back may have been wrong then, or be wrong now.
bool holds(const Verification& verification, WallTime now) {
  return verification.since <= now && now < verification.until;
}

}  // namespace

Verification verification_of(SSL* connection, WallTime now) {
  Verification verification{now, now + longest_trust};
  const auto* const chain = SSL_get0_verified_chain(connection);
  for (int i = 0; i < sk_X509_num(chain); ++i) {
    verification.until = std::min(verification.until, end_of(sk_X509_value(chain, i)));
  }
  return verification;
}

std::optional<Verification> TlsSessions::offer(SSL* connection, const std::string& server, WallTime now) {
  const auto found = std::ranges::find(kept_, server, &Kept::server);
  if (found == kept_.end()) {
    return std::nullopt;
  }
  const auto verification = found->verification;
  const auto session = from_der(found->der);
  if (!holds(verification, now) || !session || SSL_set_session(connection, session.get()) != 1) {
    kept_.erase(found);
    return std::nullopt;
  }
  return verification;
}

void TlsSessions::keep(SSL* connection, const std::string& server, const Verification& verification) {
  const Session session(SSL_get1_session(connection), &SSL_SESSION_free);
  if (!session || SSL_SESSION_is_resumable(session.get()) != 1) {
    return;
  }
  forget(server);
  if (kept_.size() >= most_sessions) {
    kept_.erase(kept_.begin());
  }
  kept_.push_back(Kept{server, to_der(session.get()), verification});
}

void TlsSessions::forget(const std::string& server) {
  std::erase_if(kept_, [&server](const Kept& kept) { return kept.server == server; });
}

}  // namespace dyndns::http
