#include "http/client.hpp"

#include <utility>

#include "http/call.hpp"
#include "http/connection.hpp"
#include "http/dialer.hpp"

namespace dyndns::http {
namespace {

// The server may close an idle connection while our request is on its way to it. Nobody has seen such a request, as
// far as can be told, and to ask twice does no harm: this replaces a stale connection and is no retry policy. A POST or
// PUT may have been obeyed: that is for those who sent it to find out.
bool is_stale(const Call& call, const Connection& connection, const Result<Response>& answer) {
  const bool is_harmless = call.method == "GET" || call.method == "HEAD";
  return is_harmless && !answer && answer.error().fault == Fault::unreachable && !connection.has_answered();
}

class PooledClient final : public Client {
 public:
  PooledClient(const boost::asio::any_io_executor& executor, dns::Resolver& resolver, const Trust& trust, Clock& clock,
               Way way)
      : dialer_(executor, resolver, trust, clock, std::move(way)) {}

  Task<Result<Response>> fetch(Request request) override {
    const auto prepared = prepare_call(request, std::chrono::steady_clock::now());
    if (!prepared) {
      co_return prepared.error();
    }
    const Call& call = *prepared;
    if (auto idle = pool_.take(call)) {
      auto answer = co_await idle->exchange(call);
      if (!is_stale(call, *idle, answer)) {
        pool_.keep(call, std::move(idle));
        co_return answer;
      }
    }
    auto stream = co_await dialer_.dial(call);
    if (!stream) {
      co_return stream.error();
    }
    auto fresh = std::make_unique<Connection>(*std::move(stream));
    auto answer = co_await fresh->exchange(call);
    pool_.keep(call, std::move(fresh));
    co_return answer;
  }

  void close_idle() override { pool_.clear(); }

 private:
  Dialer dialer_;
  Pool pool_;  // last: its connections use the dialer's sessions
};

}  // namespace

std::unique_ptr<Client> make_client(const boost::asio::any_io_executor& executor, dns::Resolver& resolver,
                                    const Trust& trust, Clock& clock, Way way) {
  return std::make_unique<PooledClient>(executor, resolver, trust, clock, std::move(way));
}

}  // namespace dyndns::http
