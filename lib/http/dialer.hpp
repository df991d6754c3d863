// A name becomes a connection: lookup, TCP and TLS, all within the call's deadline.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "core/failure.hpp"
#include "dns/resolver.hpp"
#include "http/call.hpp"
#include "http/client.hpp"
#include "http/paths.hpp"
#include "http/sessions.hpp"
#include "http/stream.hpp"
#include "ports/clock.hpp"
#include "ports/task.hpp"

namespace dyndns::http {

class Dialer {
 public:
  // Throws std::runtime_error with a sentence when a file of `trust` cannot be used.
  Dialer(boost::asio::any_io_executor executor, dns::Resolver& resolver, const Trust& trust, Clock& clock, Way way);

  // The first of the host's addresses that comes to a connection, by http/race.hpp. `call` must live until the end.
  [[nodiscard]] Task<Result<std::unique_ptr<Stream>>> dial(const Call& call);

 private:
  [[nodiscard]] Task<Result<std::vector<Address>>> look_up(const Call& call, Family family);
  [[nodiscard]] Task<Result<std::unique_ptr<Stream>>> open(const Call& call, Address address);
  [[nodiscard]] Task<std::optional<Failure>> connect(Stream& stream, const Call& call, Address address);
  [[nodiscard]] std::unique_ptr<Stream> make_stream(const url::Url& url);

  boost::asio::any_io_executor executor_;
  dns::Resolver& resolver_;
  Clock& clock_;
  Way way_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  TlsSessions sessions_;
  Paths paths_;
};

}  // namespace dyndns::http
