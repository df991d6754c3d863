// Connections that wait, open, for the next request to the same server.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "http/call.hpp"
#include "http/connection.hpp"

namespace dyndns::http {

class Pool {
 public:
  // One that is still good, the longest unused last; null when there is none.
  [[nodiscard]] std::unique_ptr<Connection> take(const Call& call);
  // Closes it instead when it is no longer good, or one too many.
  void keep(const Call& call, std::unique_ptr<Connection> connection);
  void clear() { idle_.clear(); }

 private:
  struct Key {
    bool tls;
    std::string host;
    std::uint16_t port;
    std::optional<Family> family;
    auto operator<=>(const Key&) const = default;
  };
  static Key key_of(const Call& call);

  std::multimap<Key, std::unique_ptr<Connection>> idle_;
};

}  // namespace dyndns::http
