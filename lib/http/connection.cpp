#include "http/connection.hpp"

#include <boost/asio/error.hpp>
#include <iterator>
#include <string_view>
#include <utility>

#include "http/failures.hpp"
#include "http/response_reader.hpp"

namespace dyndns::http {
namespace {

constexpr std::size_t most_idle = 32;

boost::system::error_code read_piece(ResponseReader& reader, const Piece& piece, std::string_view bytes) {
  if (!bytes.empty()) {
    return reader.feed(bytes);
  }
  return piece.error == boost::asio::error::eof ? reader.end() : piece.error;
}

}  // namespace

Connection::Connection(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}

Task<Result<Response>> Connection::exchange(const Call& call) {
  has_answered_ = false;
  is_kept_alive_ = false;
  stream_->expires_at(call.deadline);
  const auto reader = make_response_reader(call.method, call.body_limit);
  if (const auto error = co_await transfer(call, *reader)) {
    if (!has_answered_) {  // a server can refuse to resume a session after the handshake, too
      stream_->forget_session();
    }
    co_return exchange_failure(call, error, has_answered_);
  }
  is_kept_alive_ = reader->keeps_alive();
  stream_->keep_session();
  co_return reader->take();
}

Task<boost::system::error_code> Connection::transfer(const Call& call, ResponseReader& reader) {
  auto error = co_await stream_->write(call.bytes);
  while (!error && !reader.is_complete()) {
    const auto piece = co_await stream_->read(buffer_);
    has_answered_ = has_answered_ || piece.size > 0;
    error = read_piece(reader, piece, std::string_view(buffer_.data(), piece.size));
  }
  co_return error;
}

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
