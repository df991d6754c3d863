#include "gandi/pacing.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "gandi/failure.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi {
namespace {

using namespace std::chrono_literals;

// What leaves us within a minute may arrive within less, if what went first was longer on its way.
constexpr std::chrono::seconds minute = 64s;
constexpr unsigned share_of_burst = 4;

Failure throttled(SteadyTime::duration left) {
  return {Fault::throttled, "Gandi asks for fewer requests", std::chrono::ceil<std::chrono::seconds>(left)};
}

class PacedClient final : public http::Client {
 public:
  PacedClient(http::Client& client, Budget& budget, Waits waits)
      : client_(client), budget_(budget), waits_(std::move(waits)) {}

  Task<Result<http::Response>> fetch(http::Request request) override {
    return budget_.fetch(client_, std::move(request), waits_);
  }
  void close_idle() override { client_.close_idle(); }

 private:
  http::Client& client_;
  Budget& budget_;
  Waits waits_;
};

void tell_nobody(const std::string& /*what*/, SteadyTime /*until*/) {}

}  // namespace

void Bucket::set_rate(unsigned per_minute) {
  const auto burst = std::max(per_minute / share_of_burst, 1U);
  pause_ = SteadyTime::duration(minute) / std::max(per_minute - burst, 1U);
  credit_ = pause_ * (burst - 1);
}

SteadyTime Bucket::next(SteadyTime now) const { return std::max(now, even_ - credit_); }

void Bucket::take(SteadyTime now) { even_ = std::max(even_, now) + pause_; }

// One in the queue, which it leaves when it has its turn, is refused or is cancelled.
class Budget::Place {
 public:
  Place(Budget& budget, const boost::asio::any_io_executor& executor)
      : budget_(budget), place_(budget.queue_.emplace(budget.queue_.end(), executor)) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    budget_.queue_.erase(place_);
    budget_.ring_first();
  }

  [[nodiscard]] bool is_first() const { return place_ == budget_.queue_.begin(); }
  [[nodiscard]] async::Bell& bell() { return *place_; }

 private:
  Budget& budget_;
  std::list<async::Bell>::iterator place_;
};

Task<Result<http::Response>> Budget::fetch(http::Client& client, http::Request request, const Waits& waits) {
  const auto turn = co_await wait_for_turn(waits);
  if (!turn) {
    co_return turn.error();
  }
  waits("waiting for Gandi's answer to " + request.method + ' ' + request.url, clock_.steady() + request.timeout);
  auto response = co_await client.fetch(std::move(request));
  if (response && response->status == 429) {
    close(retry_after(*response).value_or(limits::retry_after_unasked));
  }
  co_return response;
}

Task<Result<Budget::Turn>> Budget::wait_for_turn(const Waits& waits) {
  Place place(*this, co_await boost::asio::this_coro::executor);
  for (;;) {
    const auto now = clock_.steady();
    if (now < closed_until_) {
      co_return throttled(closed_until_ - now);
    }
    const auto turn = turn_of(place, now);
    if (turn && *turn <= now) {
      bucket_.take(now);
      ++under_way_;
      co_return Turn(this);
    }
    if (turn) {
      waits("waiting until Gandi may be asked again", *turn);
      co_await place.bell().wait_until(clock_, *turn);
    } else {
      co_await place.bell().wait();
    }
  }
}

// Nothing while it depends on others: those before it, or those under way.
std::optional<SteadyTime> Budget::turn_of(const Place& place, SteadyTime now) const {
  if (!place.is_first() || under_way_ >= limits::requests_at_once) {
    return std::nullopt;
  }
  return is_hurried_ ? now : bucket_.next(now);
}

void Budget::set_rate(unsigned per_minute) {
  bucket_.set_rate(per_minute);
  ring_first();
}

void Budget::hurry() {
  is_hurried_ = true;
  ring_first();
}

void Budget::leave() {
  --under_way_;
  ring_first();
}

// An answer that says "at once" would not keep the next request from the same refusal.
void Budget::close(std::chrono::seconds wait) {
  closed_until_ = std::max(closed_until_, clock_.steady() + std::max(wait, limits::shortest_retry_after));
  for (auto& bell : queue_) {
    bell.ring();
  }
}

void Budget::ring_first() {
  if (!queue_.empty()) {
    queue_.front().ring();
  }
}

std::unique_ptr<http::Client> make_paced_client(http::Client& client, Budget& budget, Waits waits) {
  return std::make_unique<PacedClient>(client, budget, waits ? std::move(waits) : tell_nobody);
}

}  // namespace dyndns::gandi
