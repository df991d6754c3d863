// HTTP/1.1 over TLS 1.2 or newer, or in the clear: one request, one answer, both with their limits. Never retries,
// never follows a redirect, never asks for compression and takes none. What an answer may hold beside its body is
// limited in http/response_reader.hpp.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "dns/resolver.hpp"
#include "http/way.hpp"
#include "ports/clock.hpp"
#include "ports/task.hpp"

namespace dyndns::http {

struct Request {
  std::string method = "GET";
  std::string url;                                             // see url/url.hpp
  std::vector<std::pair<std::string, std::string>> headers{};  // beside Host, User-Agent, Accept and Content-Length
  std::string body{};
  std::optional<Family> family{};  // nothing: either
  // One deadline for lookup, connections, TLS, the first byte and the last: nothing that a server sends or keeps back
  // moves it.
  std::chrono::milliseconds timeout = std::chrono::seconds(10);
  std::size_t body_limit = 65536;  // of the answer, in bytes
};

struct Response {
  unsigned status = 0;
  std::map<std::string, std::string> headers{};  // names in lower case; of a repeated one, the first
  std::string body{};
};

// What a server must show to be believed.
struct Trust {
  std::string ca_file;        // PEM, further roots; empty: none
  std::string ssl_cert_file;  // PEM, the roots in place of the system's; empty: the system's
  std::string ssl_cert_dir;   // folders hashed by openssl-rehash(1), likewise
};

class Client {
 public:
  virtual ~Client() = default;

  // Any status is an answer; only what kept us from having one is a failure: unreachable (lookup, connection, TLS),
  // timed_out, malformed (not HTTP, or beyond a limit), refused (the URL cannot be one).
  // A connection that is still good is kept for the next request to the same scheme, host, port and family.
  [[nodiscard]] virtual Task<Result<Response>> fetch(Request request) = 0;

  // Closes the connections that are kept: nothing lies open between rounds.
  virtual void close_idle() = 0;
};

// Its connections leave this host by `way`. Throws std::runtime_error with a sentence when a file of `trust` cannot be
// used. `resolver` and `clock` must outlive the client.
[[nodiscard]] std::unique_ptr<Client> make_client(const boost::asio::any_io_executor& executor, dns::Resolver& resolver,
                                                  const Trust& trust, Clock& clock, Way way = Way());

}  // namespace dyndns::http
