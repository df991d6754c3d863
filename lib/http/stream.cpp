#include "http/stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <chrono>
#include <utility>

namespace dyndns::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

asio::ip::address to_asio(const Address& address) {
  const auto& bytes = address.bytes();
  if (address.family() == Family::ipv6) {
    return asio::ip::address_v6(bytes);
  }
  asio::ip::address_v4::bytes_type four;
  std::copy_n(bytes.begin(), four.size(), four.begin());
  return asio::ip::address_v4(four);
}

// Our own timeouts and closings never look like this.
error_code unless_cancelled(error_code error) {
  if (error == asio::error::operation_aborted) {
    throw boost::system::system_error(error);
  }
  return error;
}

template <class Layer>
class StreamOver : public Stream {
 public:
  template <class... Arguments>
  explicit StreamOver(Arguments&&... arguments) : layer_(std::forward<Arguments>(arguments)...) {}

  void expires_at(Deadline deadline) override { tcp().expires_at(deadline); }

  std::optional<Failure> prepare(Family family, const Way& way) override {
    error_code error;
    tcp().socket().open(family == Family::ipv6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), error);
    if (error) {
      return Failure{Fault::unreachable, "no socket could be opened: " + error.message()};
    }
    return dns::prepare(tcp().socket().native_handle(), family, way);
  }

  Task<error_code> connect(Address address, std::uint16_t port) override {
    const asio::ip::tcp::endpoint endpoint(to_asio(address), port);
    error_code error;
    co_await tcp().async_connect(endpoint, asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      error_code ignored;  // a request would only come a little later
      tcp().socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    }
    co_return unless_cancelled(error);
  }

  Task<error_code> handshake(WallTime /*now*/) override { co_return error_code(); }

  Task<error_code> write(std::string_view bytes) override {
    error_code error;
    co_await asio::async_write(layer_, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error));
    co_return unless_cancelled(error);
  }

  Task<Piece> read(std::span<char> into) override {
    const auto buffer = asio::buffer(into.data(), into.size());
    error_code error;
    const auto size = co_await layer_.async_read_some(buffer, asio::redirect_error(asio::use_awaitable, error));
    co_return Piece{unless_cancelled(error), size};
  }

  bool is_quiet() override {
    char unasked = 0;
    const auto size = ::recv(tcp().socket().native_handle(), &unasked, 1, MSG_PEEK | MSG_DONTWAIT);
    return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }

  std::string distrust() override { return {}; }
  void keep_session() override {}
  bool forget_session() override { return false; }

 protected:
  beast::tcp_stream& tcp() { return beast::get_lowest_layer(layer_); }

  Layer layer_;
};

class TlsStream final : public StreamOver<asio::ssl::stream<beast::tcp_stream>> {
 public:
  TlsStream(const asio::any_io_executor& executor, asio::ssl::context& context, TlsSessions& sessions,
            const url::Url& url)
      : StreamOver(executor, context), sessions_(sessions), server_(authority(url)) {
    expect(url.host);
  }

  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;
  // OpenSSL forgets a session whose connection it believes to have broken off.
  ~TlsStream() override { SSL_set_shutdown(tls(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN); }

  Task<error_code> handshake(WallTime now) override {
    X509_VERIFY_PARAM_set_time(SSL_get0_param(tls()), std::chrono::system_clock::to_time_t(now));
    offered_ = sessions_.offer(tls(), server_, now);
    error_code error;
    co_await layer_.async_handshake(asio::ssl::stream_base::client, asio::redirect_error(asio::use_awaitable, error));
    if (unless_cancelled(error)) {
      co_return error;
    }
    verification_ = is_resumed() ? *offered_ : verification_of(tls(), now);
    co_return distrust().empty() ? error_code() : asio::error::no_permission;
  }

  // What has come is looked at down to the socket: TLS's own notices may be in it, or an answer that nobody asked for.
  bool is_quiet() override {
    char unasked = 0;
    ERR_clear_error();
    const int size = SSL_peek(tls(), &unasked, 1);
    const bool waits = size <= 0 && SSL_get_error(tls(), size) == SSL_ERROR_WANT_READ;
    return waits && SSL_has_pending(tls()) == 0 && BIO_ctrl_pending(SSL_get_rbio(tls())) == 0 && StreamOver::is_quiet();
  }

  std::string distrust() override {
    if (SSL_is_init_finished(tls()) == 1 && SSL_get0_peer_certificate(tls()) == nullptr) {
      return "none was shown";
    }
    const auto result = SSL_get_verify_result(tls());
    const std::string why = result == X509_V_OK ? "" : X509_verify_cert_error_string(result);
    // A router whose clock has no battery begins in a year long past.
    return why + (result == X509_V_ERR_CERT_NOT_YET_VALID ? "; is the clock of this host right?" : "");
  }

  void keep_session() override { sessions_.keep(tls(), server_, verification_); }

  bool forget_session() override {
    if (offered_) {
      sessions_.forget(server_);
    }
    return offered_.has_value();
  }

 private:
  void expect(const std::string& host) {
    auto* const parameters = SSL_get0_param(tls());
    X509_VERIFY_PARAM_set_hostflags(parameters,
                                    X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const bool is_address = Address::parse(host).has_value();
    const bool done = is_address ? X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) == 1
                                 : X509_VERIFY_PARAM_set1_host(parameters, host.c_str(), host.size()) == 1 &&
                                       SSL_set_tlsext_host_name(tls(), host.c_str()) == 1;
    if (!done) {  // going on would mean to believe any host
      throw boost::system::system_error(error_code(ENOMEM, boost::system::generic_category()));
    }
  }

  bool is_resumed() { return offered_ && SSL_session_reused(tls()) == 1; }

  SSL* tls() { return layer_.native_handle(); }

  TlsSessions& sessions_;
  std::string server_;
  std::optional<Verification> offered_;
  Verification verification_{};
};

}  // namespace

std::unique_ptr<Stream> make_plain_stream(const asio::any_io_executor& executor) {
  return std::make_unique<StreamOver<beast::tcp_stream>>(executor);
}

std::unique_ptr<Stream> make_tls_stream(const asio::any_io_executor& executor, asio::ssl::context& context,
                                        TlsSessions& sessions, const url::Url& url) {
  return std::make_unique<TlsStream>(executor, context, sessions, url);
}

}  // namespace dyndns::http
