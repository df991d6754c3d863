#include "http/dialer.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "dns/answer.hpp"
#include "http/failures.hpp"
#include "http/race.hpp"
#include "http/tls.hpp"

namespace dyndns::http {
namespace {

std::chrono::milliseconds time_until(Deadline deadline) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Deadline::clock::now());
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
  const Runners runners{[this, &call](Family family) { return look_up(call, family); },
                        [this, &call](Address address) { return open(call, address); }};
  auto stream = co_await race(runners, call.family, clock_, paths_);
  if (!stream) {
    co_return lookup_failure(stream.error());
  }
  co_return stream;
}

Task<Result<std::vector<Address>>> Dialer::look_up(const Call& call, Family family) {
  auto found = co_await resolver_.addresses(call.url.host, family, time_until(call.deadline));
  if (!found && !call.family && found.error() == dns::no_address(call.url.host, family)) {
    co_return dns::no_address(call.url.host, std::nullopt);  // should the other family have none either
  }
  co_return found;
}

Task<Result<std::unique_ptr<Stream>>> Dialer::open(const Call& call, Address address) {
  auto stream = make_stream(call.url);
  auto failure = co_await connect(*stream, call, address);
  // With the session the server may have lost its senses: it is not asked that way again.
  if (failure && stream->forget_session() && failure->fault != Fault::timed_out) {
    stream = make_stream(call.url);
    failure = co_await connect(*stream, call, address);
  }
  if (failure) {
    co_return *std::move(failure);
  }
  co_return stream;
}

Task<std::optional<Failure>> Dialer::connect(Stream& stream, const Call& call, Address address) {
  stream.expires_at(call.deadline);
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

std::unique_ptr<Stream> Dialer::make_stream(const url::Url& url) {
  return url.tls ? make_tls_stream(executor_, *context_, sessions_, url) : make_plain_stream(executor_);
}

}  // namespace dyndns::http
