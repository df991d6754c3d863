#include <netinet/tcp.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/system_error.hpp>
#include <list>
#include <utility>

#include "http/web_server.hpp"
#include "ports/task.hpp"

namespace dyndns::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using TlsSocket = asio::ssl::stream<tcp::socket&>;

std::size_t body_size(const std::string& head) {
  const std::string name = "Content-Length: ";
  const auto at = head.find(name);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
}

class LoopbackServer final : public WebServer {
 public:
  LoopbackServer(asio::io_context& io, const Manners& manners)
      : manners_(manners), acceptor_(io, {asio::ip::make_address(manners.address), manners.port}) {
    if (const auto& certificate = manners.certificate) {
      LoopbackServer::show(*certificate);
    }
    if (manners.is_anonymous) {
      SSL_CTX_set_cipher_list(tls_.native_handle(), "aNULL:@SECLEVEL=0");
      SSL_CTX_set_max_proto_version(tls_.native_handle(), TLS1_2_VERSION);
    }
    SSL_CTX_set_session_ticket_cb(tls_.native_handle(), nullptr, &LoopbackServer::on_ticket, nullptr);
    SSL_CTX_set_client_hello_cb(tls_.native_handle(), &LoopbackServer::on_hello, this);
    accept();
  }

  void show(const Certificate& certificate) override {
    tls_.use_certificate(asio::buffer(certificate.pem), asio::ssl::context::pem);
    tls_.use_private_key(asio::buffer(certificate.key_pem), asio::ssl::context::pem);
  }

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
  std::size_t open_connections() const override { return sockets_.size(); }

  void close_connections() override {
    for (auto& socket : sockets_) {
      socket.close();
    }
  }

 private:
  static SSL_TICKET_RETURN on_ticket(SSL* /*connection*/, SSL_SESSION* /*session*/, const unsigned char* /*name*/,
                                     std::size_t /*size*/, SSL_TICKET_STATUS status, void* /*unused*/) {
    const bool is_good = status == SSL_TICKET_SUCCESS || status == SSL_TICKET_SUCCESS_RENEW;
    return is_good ? SSL_TICKET_RETURN_USE_RENEW : SSL_TICKET_RETURN_IGNORE_RENEW;
  }

  // Not in the callback above: OpenSSL 3.0 leaks the session that it is told to refuse.
  static int on_hello(SSL* connection, int* /*alert*/, void* self) {
    const unsigned char* offered = nullptr;
    std::size_t size = 0;
    const bool offers = SSL_client_hello_get0_ext(connection, TLSEXT_TYPE_psk, &offered, &size) == 1;
    return offers && static_cast<LoopbackServer*>(self)->refuses_sessions ? SSL_CLIENT_HELLO_ERROR
                                                                          : SSL_CLIENT_HELLO_SUCCESS;
  }

  void accept() {
    acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
      if (!error) {
        ++connections;
        on_accept();
        const auto place = sockets_.insert(sockets_.end(), std::move(socket));
        asio::co_spawn(acceptor_.get_executor(), serve(*place), [this, place](const std::exception_ptr&) {
          sockets_.erase(place);  // whatever the client did
        });
        accept();
      }
    });
  }

  Task<void> serve(tcp::socket& socket) {
    socket.set_option(tcp::no_delay(true));
    if (manners_.hangs_in_handshake) {
      co_await hang(socket);
    }
    if (!manners_.certificate && !manners_.is_anonymous) {
      const auto then = co_await talk(socket);
      if (then == Then::hang) {
        co_await hang(socket);
      }
      co_return;
    }
    TlsSocket stream(socket, tls_);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
    resumed_sessions += SSL_session_reused(stream.native_handle());
    const auto then = co_await talk(stream);
    if (then == Then::hang) {
      co_await hang(socket);
    }
    if (then == Then::close) {
      co_await stream.async_shutdown(asio::use_awaitable);
    }
  }

  // Until the client goes.
  static Task<void> hang(tcp::socket& socket) {
    std::string swallowed(1024, '\0');
    while (true) {
      co_await socket.async_read_some(asio::buffer(swallowed), asio::use_awaitable);
    }
  }

  template <class Stream>
  static void hold_back(Stream& stream, bool on) {
    using Cork = asio::detail::socket_option::boolean<IPPROTO_TCP, TCP_CORK>;
    stream.lowest_layer().set_option(Cork(on));
  }

  template <class Stream>
  Task<Then> talk(Stream& stream) {
    std::string received;
    while (true) {
      requests.push_back(co_await read_request(stream, received));
      const auto reply = on_request(requests.back());
      hold_back(stream, reply.is_one_segment);
      for (const auto& piece : reply.pieces) {
        co_await asio::async_write(stream, asio::buffer(piece), asio::use_awaitable);
      }
      hold_back(stream, false);
      if (reply.then == Then::drip) {
        co_await drip(stream);
      }
      if (reply.then != Then::listen) {
        co_return reply.then;
      }
    }
  }

  template <class Stream>
  static Task<std::string> read_request(Stream& stream, std::string& received) {
    auto buffer = asio::dynamic_buffer(received);
    auto size = co_await asio::async_read_until(stream, buffer, "\r\n\r\n", asio::use_awaitable);
    size += body_size(received.substr(0, size));
    while (received.size() < size) {
      std::string more(size - received.size(), '\0');
      more.resize(co_await stream.async_read_some(asio::buffer(more), asio::use_awaitable));
      received += more;
    }
    auto request = received.substr(0, size);
    received.erase(0, size);
    co_return request;
  }

  template <class Stream>
  Task<void> drip(Stream& stream) {
    asio::steady_timer timer(acceptor_.get_executor());
    while (true) {
      const char drop = 'x';
      co_await asio::async_write(stream, asio::buffer(&drop, 1), asio::use_awaitable);
      timer.expires_after(std::chrono::milliseconds(1));
      co_await timer.async_wait(asio::use_awaitable);
    }
  }

  Manners manners_;
  asio::ssl::context tls_{asio::ssl::context::tls_server};
  tcp::acceptor acceptor_;
  std::list<tcp::socket> sockets_;
};

}  // namespace

Reply reply_with(const std::string& body) {
  Reply reply;
  reply.pieces.push_back("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  return reply;
}

std::unique_ptr<WebServer> make_web_server(asio::io_context& io, const Manners& manners) {
  return std::make_unique<LoopbackServer>(io, manners);
}

}  // namespace dyndns::http
