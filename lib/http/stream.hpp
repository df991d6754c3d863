// Bytes to and from one server, over TCP or TLS.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "http/call.hpp"
#include "http/sessions.hpp"
#include "http/way.hpp"
#include "ports/task.hpp"

namespace boost::asio::ssl {
class context;
}

namespace dyndns::http {

struct Piece {
  boost::system::error_code error;
  std::size_t size;
};

// Each wait ends with boost::beast::error::timeout at the deadline, and throws only when it is cancelled.
class Stream {
 public:
  virtual ~Stream() = default;  // closes at once, without a farewell

  virtual void expires_at(Deadline deadline) = 0;

  // Once before connect(), in the address's family. Failures: unreachable.
  [[nodiscard]] virtual std::optional<Failure> prepare(Family family, const Way& way) = 0;
  [[nodiscard]] virtual Task<boost::system::error_code> connect(Address address, std::uint16_t port) = 0;
  [[nodiscard]] virtual Task<boost::system::error_code> handshake(WallTime now) = 0;
  [[nodiscard]] virtual Task<boost::system::error_code> write(std::string_view bytes) = 0;
  [[nodiscard]] virtual Task<Piece> read(std::span<char> into) = 0;

  // Whether the server has neither sent anything unasked nor closed the connection, as far as is known here by now.
  [[nodiscard]] virtual bool is_quiet() = 0;
  // Why the certificate is not believed; empty when it is, or when the handshake has not come so far.
  [[nodiscard]] virtual std::string distrust() = 0;
  // Remembers the TLS session for the next connection to the server, at `now`; or no longer does. Whether this one has
  // tried to resume one.
  virtual void keep_session() = 0;
  virtual bool forget_session() = 0;
};

[[nodiscard]] std::unique_ptr<Stream> make_plain_stream(const boost::asio::any_io_executor& executor);

// `context` and `sessions` must outlive the stream.
[[nodiscard]] std::unique_ptr<Stream> make_tls_stream(const boost::asio::any_io_executor& executor,
                                                      boost::asio::ssl::context& context, TlsSessions& sessions,
                                                      const url::Url& url);

}  // namespace dyndns::http
