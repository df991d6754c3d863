// A web server on loopback, in the event loop of the test, as good or as bad as the test wants it.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/certificate.hpp"

namespace dyndns::http {

enum class Then {
  listen,  // to the next request
  close,   // as one should, with TLS's farewell
  drop,    // without a farewell
  hang,    // saying nothing
  drip,    // one byte after the other, for ever
};

struct Reply {
  std::vector<std::string> pieces;  // each written by itself
  Then then = Then::listen;
  bool is_one_segment = false;  // the pieces leave together, each as its own TLS record
};

[[nodiscard]] Reply reply_with(const std::string& body);  // 200, with its length

struct Manners {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any
  std::optional<Certificate> certificate{};
  bool hangs_in_handshake = false;
  bool is_anonymous = false;  // TLS 1.2 without any certificate, of a cipher that needs none
};

class WebServer {
 public:
  virtual ~WebServer() = default;

  // Each request is given as it came, header and body.
  std::function<Reply(const std::string& request)> on_request = [](const std::string&) { return reply_with("ok"); };
  std::function<void()> on_accept = [] {};

  int connections = 0;
  int resumed_sessions = 0;
  bool refuses_sessions = false;  // breaks off the handshake of who wants to resume one
  std::vector<std::string> requests{};

  // What it shows from now on; the sessions that it gave out stay good.
  virtual void show(const Certificate& certificate) = 0;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  // Those that are open now, at the server's end or the client's.
  [[nodiscard]] virtual std::size_t open_connections() const = 0;
  virtual void close_connections() = 0;
};

[[nodiscard]] std::unique_ptr<WebServer> make_web_server(boost::asio::io_context& io, const Manners& manners);

}  // namespace dyndns::http
