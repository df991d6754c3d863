#include "http/race.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <utility>

#include "async/bell.hpp"
#include "async/task_group.hpp"

namespace dyndns::http {
namespace {

using namespace std::chrono_literals;

constexpr auto resolution_delay = 50ms;
constexpr auto attempt_delay = 250ms;

Family other(Family family) { return family == Family::ipv4 ? Family::ipv6 : Family::ipv4; }

class Race {
 public:
  Race(const boost::asio::any_io_executor& executor, const Runners& runners, Clock& clock, Paths& paths)
      : runners_(runners), clock_(clock), paths_(paths), group_(executor), bell_(executor) {}

  // Once.
  Task<Result<std::unique_ptr<Stream>>> run(std::optional<Family> family) {
    turn_ = family.value_or(paths_.preferred(clock_.steady()));
    begin_lookup(turn_);
    if (!family) {
      begin_lookup(other(turn_));
    }
    group_.start(conduct());
    co_await group_.join();
    if (winner_) {
      co_return std::move(winner_);
    }
    co_return attempt_failure_ ? *std::move(attempt_failure_) : *std::move(lookup_failure_);
  }

 private:
  void begin_lookup(Family family) {
    ++lookups_;
    group_.start(look_up(family));
  }

  Task<void> look_up(Family family) {
    const auto found = co_await runners_.look_up(family);
    --lookups_;
    if (found) {
      untried_.insert(untried_.end(), found->begin(), found->end());
    } else if (!lookup_failure_ || lookup_failure_->fault == Fault::missing) {
      lookup_failure_ = found.error();
    }
    if (!has_begun_) {  // so it is still the turn of the preferred family
      not_before_ = clock_.steady() + (lookups_ > 0 && family != turn_ ? resolution_delay : 0ms);
    }
    bell_.ring();
  }

  Task<void> conduct() {
    while (!winner_ && (lookups_ > 0 || !running_.empty() || !untried_.empty())) {
      if (untried_.empty()) {
        co_await bell_.wait();
      } else if (clock_.steady() < not_before_) {
        co_await bell_.wait_until(clock_, not_before_);
      } else {
        begin_attempt();
      }
    }
    group_.cancel();
  }

  void begin_attempt() {
    const auto now = clock_.steady();
    const auto rank = [this, now](const Address& address) {
      return std::pair(paths_.is_slow(address, now), address.family() != turn_);
    };
    const auto next = std::ranges::min_element(untried_, {}, rank);
    const auto address = *next;
    untried_.erase(next);
    has_begun_ = true;
    turn_ = other(address.family());
    not_before_ = now + attempt_delay;
    running_.emplace(address, now);
    group_.start(attempt(address));
  }

  Task<void> attempt(Address address) {
    auto stream = co_await runners_.connect(address);
    const auto began = running_.extract(address).mapped();
    if (stream && !winner_) {
      winner_ = *std::move(stream);
      note_overtaken(address, began);
    } else if (!stream) {
      note_failure(address, stream.error(), began);
    }
    bell_.ring();
  }

  void note_overtaken(const Address& by, SteadyTime began) {
    const auto now = clock_.steady();
    paths_.note_good(by);
    for (const auto& [address, earlier] : running_) {
      if (earlier + attempt_delay <= began) {
        paths_.note_slow(address, now);
      }
      if (earlier + attempt_delay <= began && address.family() != by.family()) {
        paths_.note_slow(address.family(), now);
      }
    }
  }

  // One that began when the time was almost over proves nothing of the path.
  void note_failure(const Address& address, const Failure& failure, SteadyTime began) {
    not_before_ = clock_.steady();
    if (failure.fault == Fault::timed_out && began + attempt_delay <= not_before_) {
      paths_.note_slow(address, not_before_);
    }
    if (!attempt_failure_ || failure.fault != Fault::timed_out) {
      attempt_failure_ = failure;
    }
  }

  const Runners& runners_;
  Clock& clock_;
  Paths& paths_;
  async::TaskGroup group_;
  async::Bell bell_;  // whenever a lookup or an attempt has ended
  Family turn_ = Family::ipv6;
  SteadyTime not_before_;  // begins the next attempt
  bool has_begun_ = false;
  std::size_t lookups_ = 0;
  std::vector<Address> untried_;
  std::multimap<Address, SteadyTime> running_;  // since when
  std::unique_ptr<Stream> winner_;
  std::optional<Failure> attempt_failure_;
  std::optional<Failure> lookup_failure_;
};

}  // namespace

Task<Result<std::unique_ptr<Stream>>> race(const Runners& runners, std::optional<Family> family, Clock& clock,
                                           Paths& paths) {
  Race contest(co_await boost::asio::this_coro::executor, runners, clock, paths);
  co_return co_await contest.run(family);
}

}  // namespace dyndns::http
