#include "http/dialer.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "http/failures.hpp"
#include "http/tls.hpp"

namespace dyndns::http {
namespace {

std::chrono::milliseconds time_until(Deadline deadline) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Deadline::clock::now());
}

// An address that swallows everything leaves time for the others.
Deadline share_of(Deadline deadline, std::size_t addresses_left) {
  const auto now = Deadline::clock::now();
  return now + (deadline - now) / static_cast<Deadline::rep>(addresses_left);
}

}  // namespace

Dialer::Dialer(boost::asio::any_io_executor executor, dns::Resolver& resolver, const Trust& trust, Clock& clock,
               Way way)
    : executor_(std::move(executor)),
      resolver_(resolver),
      clock_(clock),
      way_(std::move(way)),
      context_(make_tls_context(trust)) {}

Task<Result<std::unique_ptr<Stream>>> Dialer::dial(const Call& call) {
  const auto addresses = co_await resolver_.addresses(call.url.host, call.family, time_until(call.deadline));
  if (!addresses) {
    co_return lookup_failure(addresses.error());
  }
  std::optional<Failure> first;  // the address that was most likely to work has the best reason
  auto left = addresses->size();
  for (const auto& address : *addresses) {
    auto stream = co_await open(call, address, share_of(call.deadline, left--));
    if (stream) {
      co_return stream;
    }
    if (!first) {
      first = stream.error();
    }
  }
  co_return *std::move(first);
}

Task<Result<std::unique_ptr<Stream>>> Dialer::open(const Call& call, Address address, Deadline deadline) {
  auto stream = make_stream(call.url);
  auto failure = co_await connect(*stream, call, address, deadline);
  // With the session the server may have lost its senses: it is not asked that way again.
  if (failure && stream->forget_session() && failure->fault != Fault::timed_out) {
    stream = make_stream(call.url);
    failure = co_await connect(*stream, call, address, deadline);
  }
  if (failure) {
    co_return *std::move(failure);
  }
  co_return stream;
}

Task<std::optional<Failure>> Dialer::connect(Stream& stream, const Call& call, Address address, Deadline deadline) {
  stream.expires_at(deadline);
  if (auto failure = stream.prepare(address.family(), way_)) {
    co_return failure;
  }
  if (const auto error = co_await stream.connect(address, call.url.port)) {
    co_return connect_failure(call, address, error);
  }
  if (const auto error = co_await stream.handshake(clock_.wall())) {
    co_return handshake_failure(call, error, stream.distrust());
  }
  co_return std::nullopt;
}

std::unique_ptr<Stream> Dialer::make_stream(const Url& url) {
  return url.tls ? make_tls_stream(executor_, *context_, sessions_, url) : make_plain_stream(executor_);
}

}  // namespace dyndns::http
