// Connections to servers: in use, and open for the next request to the same server.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/failure.hpp"
#include "http/call.hpp"
#include "http/client.hpp"
#include "http/stream.hpp"
#include "ports/task.hpp"

namespace dyndns::http {

// To one server, good for one request after another.
class Connection {
 public:
  explicit Connection(std::unique_ptr<Stream> stream);

  // `call` must live until the exchange ends.
  [[nodiscard]] Task<Result<Response>> exchange(const Call& call);

  // Whether a byte has come in answer to the last request.
  [[nodiscard]] bool has_answered() const { return has_answered_; }
  // Whether another request may be sent: the last answer was whole, and the server has not closed or spoken since.
  [[nodiscard]] bool is_reusable() const { return is_kept_alive_ && stream_->is_quiet(); }

 private:
  Task<boost::system::error_code> transfer(const Call& call, class ResponseReader& reader);

  std::unique_ptr<Stream> stream_;
  std::array<char, 8192> buffer_{};
  bool has_answered_ = false;
  bool is_kept_alive_ = false;
};

// Those that wait.
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
