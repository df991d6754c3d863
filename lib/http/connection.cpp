#include "http/connection.hpp"

#include <boost/asio/error.hpp>
#include <string_view>
#include <utility>

#include "http/failures.hpp"
#include "http/response_reader.hpp"

namespace dyndns::http {
namespace {

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

}  // namespace dyndns::http
