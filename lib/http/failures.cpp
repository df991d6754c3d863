#include "http/failures.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <optional>
#include <string>
#include <utility>

#include "http/response_reader.hpp"

namespace dyndns::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

std::string quote(const Call& call) { return "'" + call.url.host + "'"; }

std::string to_text(std::chrono::milliseconds time) {
  const auto count = time.count();
  return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

Failure unreachable(std::string detail) { return Failure{Fault::unreachable, std::move(detail)}; }
Failure malformed(std::string detail) { return Failure{Fault::malformed, std::move(detail)}; }

Failure timed_out(std::string detail) { return Failure{Fault::timed_out, std::move(detail)}; }

bool is_timeout(error_code error) { return error == beast::error::timeout || error == asio::error::timed_out; }

bool is_end(error_code error) {
  return error == asio::error::eof || error == asio::ssl::error::stream_truncated ||
         error == beast::http::error::end_of_stream;
}

std::optional<Failure> find_limit(const Call& call, error_code error) {
  if (error == beast::http::error::body_limit) {
    return malformed("answer from " + quote(call) + " is longer than " + std::to_string(call.body_limit) + " bytes");
  }
  if (error == beast::http::error::header_limit) {
    return malformed("headers from " + quote(call) + " are longer than " + std::to_string(header_limit) + " bytes");
  }
  if (error.category() == read_error_category()) {
    return malformed("answer from " + quote(call) + " " + error.message());
  }
  return std::nullopt;
}

}  // namespace

Failure lookup_failure(Failure failure) {
  if (failure.fault == Fault::missing) {  // to the callers of HTTP, only their own things can be missing
    failure.fault = Fault::unreachable;
  }
  return failure;
}

Failure connect_failure(const Call& call, const Address& address, error_code error) {
  const auto whom = "connection to " + quote(call) + " (" + address.to_string() + ")";
  if (is_timeout(error)) {
    return timed_out(whom + " timed out");
  }
  if (error == asio::error::connection_refused) {
    return unreachable(whom + " refused");
  }
  return unreachable(whom + " failed: " + error.message());
}

Failure handshake_failure(const Call& call, error_code error, std::string_view distrust) {
  if (is_timeout(error)) {
    return timed_out("TLS handshake with " + quote(call) + " timed out");
  }
  if (!distrust.empty()) {
    return unreachable("certificate of " + quote(call) + " is not trusted: " + std::string(distrust));
  }
  const auto reason = is_end(error) ? "connection closed" : error.message();
  return unreachable("TLS handshake with " + quote(call) + " failed: " + reason);
}

Failure exchange_failure(const Call& call, error_code error, bool answer_began) {
  if (is_timeout(error)) {
    return timed_out("no answer from " + quote(call) + " within " + to_text(call.timeout));
  }
  if (is_end(error) && !answer_began) {
    return unreachable(quote(call) + " closed the connection without answering");
  }
  if (is_end(error) || error == beast::http::error::partial_message) {
    return malformed("answer from " + quote(call) + " was cut short");
  }
  if (auto limit = find_limit(call, error)) {
    return *std::move(limit);
  }
  if (error.category() == beast::http::make_error_code(beast::http::error::end_of_stream).category()) {
    return malformed("answer from " + quote(call) + " is not HTTP: " + error.message());
  }
  return unreachable("connection to " + quote(call) + " failed: " + error.message());
}

}  // namespace dyndns::http
