// How fast Gandi is asked: one budget for all requests to it, whatever they are for and however many domains there are
// (docs/decisions/0014-one-budget-for-all-requests.md).
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "async/bell.hpp"
#include "core/failure.hpp"
#include "http/client.hpp"
#include "ports/clock.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi {

// When requests may go out, so that no minute sees more than `per_minute` of them: after a rest a quarter of these at
// once, the others evenly.
class Bucket {
 public:
  explicit Bucket(unsigned per_minute) { set_rate(per_minute); }

  // 1 at least. What has gone out already still counts: as much of the burst is left as before.
  void set_rate(unsigned per_minute);

  [[nodiscard]] SteadyTime next(SteadyTime now) const;  // when the next one may go out; never before now
  void take(SteadyTime now);                            // one goes out

 private:
  SteadyTime::duration pause_{};   // between two
  SteadyTime::duration credit_{};  // how far ahead of the even pace a burst may be
  SteadyTime even_{};              // when the next one would go out at the even pace
};

// Told before each wait: for what, and until when at the latest.
using Waits = std::function<void(std::string what, SteadyTime until)>;

class Budget {
 public:
  Budget(Clock& clock, unsigned per_minute) : clock_(clock), bucket_(per_minute) {}

  // Sends the request when its turn comes; its own time limit begins then. At most limits::requests_at_once are under
  // way. A 429 closes the budget for as long as it says, a minute if it does not: until then all requests, those that
  // wait for their turn among them, fail as throttled and are not sent; their retry_after is what is left of it.
  [[nodiscard]] Task<Result<http::Response>> fetch(http::Client& client, http::Request request, const Waits& waits);

  void set_rate(unsigned per_minute);
  // Somebody wants it tried in spite of a 429.
  void reopen() { closed_until_ = {}; }
  // For what must be undone before the program ends: nothing waits for the pace any more.
  void hurry();

 private:
  class Place;
  struct Leave {
    void operator()(Budget* budget) const { budget->leave(); }
  };
  using Turn = std::unique_ptr<Budget, Leave>;  // a request is under way until it goes

  [[nodiscard]] Task<Result<Turn>> wait_for_turn(const Waits& waits);
  [[nodiscard]] std::optional<SteadyTime> turn_of(const Place& place, SteadyTime now) const;
  void leave();
  void close(std::chrono::seconds wait);
  void ring_first();

  Clock& clock_;
  Bucket bucket_;
  std::list<async::Bell> queue_;
  std::size_t under_way_ = 0;
  SteadyTime closed_until_{};
  bool is_hurried_ = false;
};

// A client whose requests are all paid from the budget; it uses both.
[[nodiscard]] std::unique_ptr<http::Client> make_paced_client(http::Client& client, Budget& budget, Waits waits = {});

}  // namespace dyndns::gandi
