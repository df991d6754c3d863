#include "http/pool.hpp"

#include <iterator>
#include <utility>

namespace dyndns::http {
namespace {

constexpr std::size_t most_idle = 32;

}  // namespace

Pool::Key Pool::key_of(const Call& call) { return Key{call.url.tls, call.url.host, call.url.port, call.family}; }

std::unique_ptr<Connection> Pool::take(const Call& call) {
  const auto key = key_of(call);
  for (auto end = idle_.upper_bound(key); end != idle_.lower_bound(key); end = idle_.upper_bound(key)) {
    const auto last = std::prev(end);
    auto connection = std::move(last->second);
    idle_.erase(last);
    if (connection->is_reusable()) {
      return connection;
    }
  }
  return nullptr;
}

void Pool::keep(const Call& call, std::unique_ptr<Connection> connection) {
  if (idle_.size() < most_idle && connection->is_reusable()) {
    idle_.emplace(key_of(call), std::move(connection));
  }
}

}  // namespace dyndns::http
