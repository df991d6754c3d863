#include "gandi/pacing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "async/task_group.hpp"
#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime start{1000h};

// When so many go out that are all in a hurry.
std::vector<SteadyTime> departures(Bucket& bucket, std::size_t count, SteadyTime now) {
  std::vector<SteadyTime> times;
  for (std::size_t i = 0; i < count; ++i) {
    now = bucket.next(now);
    bucket.take(now);
    times.push_back(now);
  }
  return times;
}

std::size_t most_within(const std::vector<SteadyTime>& times, SteadyTime::duration window) {
  std::size_t most = 0;
  for (auto first = times.begin(); first != times.end(); ++first) {
    const auto beyond = std::lower_bound(first, times.end(), *first + window);
    most = std::max(most, static_cast<std::size_t>(beyond - first));
  }
  return most;
}

TEST(Bucket, NoMinuteSeesMoreThanItsRateWhateverTheWayTakes) {
  for (const unsigned rate : {1U, 2U, 3U, 4U, 30U, 600U, 1000U, 10'000U}) {
    SCOPED_TRACE(rate);
    Bucket bucket(rate);
    // Some are up to 4 s longer on their way: what left within 64 s can arrive within a minute.
    EXPECT_LE(most_within(departures(bucket, 3UL * rate + 3, start), 64s), rate);
  }
}

TEST(Bucket, AQuarterGoesAtOnceAndTheOthersEvenly) {
  Bucket bucket(600);
  const auto times = departures(bucket, 1200, start);
  EXPECT_EQ(times[149], start);
  EXPECT_GT(times[150], start);
  for (std::size_t i = 151; i < times.size(); ++i) {
    ASSERT_EQ(times[i] - times[i - 1], times[151] - times[150]) << i;
  }
  EXPECT_EQ(std::chrono::round<std::chrono::seconds>(times.back() - start), 149s);
}

TEST(Bucket, ARestFillsItAgainAndNoMoreThanThat) {
  Bucket bucket(600);
  (void)departures(bucket, 1200, start);
  EXPECT_EQ(departures(bucket, 200, start + 24h)[149], start + 24h);
  EXPECT_GT(departures(bucket, 200, start + 24h)[0], start + 24h);
}

TEST(Bucket, AnotherRateIsNoNewBurst) {
  Bucket bucket(600);
  (void)departures(bucket, 151, start);
  bucket.set_rate(6000);
  const auto times = departures(bucket, 100, start + 1s);
  EXPECT_GT(times[80], start + 1s);
  EXPECT_LT(times[80] - times[79], 20ms);
}

// Gandi, which takes its time, counts, and may refuse.
class Service final : public http::Client {
 public:
  explicit Service(Clock& clock) : clock_(clock) {}

  Task<Result<http::Response>> fetch(http::Request request) override {
    last = request;
    most_running = std::max(most_running, ++running_);
    arrivals.push_back(clock_.steady());
    const bool is_too_much = minute_is_full();
    // Gandi is not always equally far away.
    const std::chrono::milliseconds way(is_near ? 0 : 40 * (arrivals.size() % 7) + 20);
    co_await clock_.sleep_until(clock_.steady() + way);
    --running_;
    if (is_too_much) {
      ++refused;
      co_return http::Response{429, {}, ""};
    }
    co_return answer;
  }
  void close_idle() override {}

  Result<http::Response> answer = http::Response{200, {}, ""};
  http::Request last;
  std::vector<SteadyTime> arrivals;
  std::size_t allowed_a_minute = 1'000'000;
  bool is_near = false;
  std::size_t most_running = 0;
  std::size_t refused = 0;

 private:
  bool minute_is_full() {
    minute_.push_back(clock_.steady());
    std::erase_if(minute_, [this](SteadyTime when) { return when <= clock_.steady() - 60s; });
    return minute_.size() > allowed_a_minute;
  }

  Clock& clock_;
  std::deque<SteadyTime> minute_;
  std::size_t running_ = 0;
};

http::Request question() {
  http::Request request{"GET", "https://api.example/domains"};
  request.timeout = 10s;
  return request;
}

class BudgetTest : public testing::Test {
 protected:
  using Answer = Result<http::Response>;
  using Running = fakes::Running<Answer>;

  std::unique_ptr<Running> begin() {
    auto running = std::make_unique<Running>(context, client->fetch(question()));
    clock.run_ready();
    return running;
  }

  // One request to its end, with time passing as it needs.
  Answer ask() {
    const auto running = begin();
    while (!running->has_ended() && clock.advance_to_next()) {
    }
    return running->outcome();
  }

  // Uses up the burst, so that the next one has to wait.
  void exhaust() {
    service.is_near = true;
    for (int i = 0; i < 150; ++i) {
      ASSERT_TRUE(ask()) << i;
    }
    service.is_near = false;
  }

  void answer_with(unsigned status, std::map<std::string, std::string> headers = {}) {
    service.answer = http::Response{status, std::move(headers), ""};
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  Service service{clock};
  std::vector<std::string> waits;
  SteadyTime wait_end;
  Budget budget{clock, 600};
  std::unique_ptr<http::Client> client = make_paced_client(service, budget, [this](std::string what, SteadyTime until) {
    waits.push_back(std::move(what));
    wait_end = until;
  });
};

Task<void> ask_many(http::Client& client, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    (void)co_await client.fetch(question());
  }
}

// As many as 1,000 records in 100 domains take: each domain read, each record written, each domain read back.
Task<bool> change_thousand_records(http::Client& client) {
  async::TaskGroup zones(co_await boost::asio::this_coro::executor);
  for (int zone = 0; zone < 8; ++zone) {
    for (int writer = 0; writer < 4; ++writer) {
      zones.start(ask_many(client, 1200 / 32 + 1));
    }
  }
  co_await zones.join();
  co_return true;
}

TEST_F(BudgetTest, AThousandRecordsMeetNoRefusalWhereSixHundredAMinuteAreAllowed) {
  service.allowed_a_minute = 600;
  const auto before = clock.steady();
  clock.run(change_thousand_records(*client));
  EXPECT_EQ(service.arrivals.size(), 1216U);
  EXPECT_EQ(service.refused, 0U);
  EXPECT_LT(clock.steady() - before, 160s);
}

TEST_F(BudgetTest, NineRequestsAreUnderWayAtATime) {
  clock.run(change_thousand_records(*client));
  EXPECT_EQ(service.most_running, limits::requests_at_once);
  EXPECT_EQ(service.most_running, 9U);
}

TEST_F(BudgetTest, TheTimeLimitOfARequestBeginsWithItsTurn) {
  exhaust();
  const auto waiting = begin();
  const auto sent = service.arrivals.size();
  EXPECT_EQ(waits.back(), "waiting until Gandi may be asked again");
  EXPECT_EQ(clock.next_due(), wait_end);
  clock.advance_to(wait_end);
  EXPECT_EQ(service.arrivals.size(), sent + 1);
  EXPECT_EQ(service.last.timeout, 10s);
  EXPECT_EQ(waits.back(), "waiting for Gandi's answer to GET https://api.example/domains");
  EXPECT_EQ(wait_end, clock.steady() + 10s);
  clock.advance(1s);
  EXPECT_TRUE(waiting->has_ended());
}

TEST_F(BudgetTest, ARefusalForTooManyStopsAllUntilGandiSaysSo) {
  answer_with(429, {{"retry-after", "300"}});
  EXPECT_EQ(ask()->status, 429U) << "who asked may quote it";
  answer_with(200);
  clock.advance(100s);
  const auto refused = ask();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::throttled);
  EXPECT_EQ(refused.error().detail, "Gandi asks for fewer requests");
  EXPECT_EQ(refused.error().retry_after, 200s);
  EXPECT_EQ(service.arrivals.size(), 1U);
  clock.advance(200s);
  EXPECT_TRUE(ask());
}

TEST_F(BudgetTest, ThoseWhoWaitForTheirTurnAreRefusedAtOnce) {
  exhaust();
  answer_with(429, {{"retry-after", "300"}});
  std::vector<std::unique_ptr<Running>> running;
  for (int i = 0; i < 30; ++i) {
    running.push_back(begin());
  }
  const auto sent = service.arrivals.size();
  while (!running.front()->has_ended()) {
    clock.advance_to_next();
  }
  clock.run_ready();
  const auto later = service.arrivals.size() - sent - 1;
  EXPECT_LE(later, 3U) << "sent before the refusal came";
  clock.advance(1s);
  EXPECT_EQ(service.arrivals.size(), sent + 1 + later);
  EXPECT_EQ(running.front()->outcome()->status, 429U);
  ASSERT_TRUE(running.back()->has_ended());
  EXPECT_EQ(running.back()->outcome().error().retry_after, 300s);
}

TEST_F(BudgetTest, HowLongARefusalStopsUsHasBounds) {
  const std::vector<std::pair<std::map<std::string, std::string>, std::chrono::seconds>> cases = {
      {{}, 60s}, {{{"retry-after", "soon"}}, 60s}, {{{"retry-after", "0"}}, 1s}, {{{"retry-after", "999999"}}, 24h}};
  for (const auto& [headers, wait] : cases) {
    SCOPED_TRACE(wait.count());
    answer_with(429, headers);
    EXPECT_TRUE(ask());
    EXPECT_EQ(ask().error().retry_after, wait);
    clock.advance(wait);
  }
}

TEST_F(BudgetTest, AShorterWaitDoesNotShortenALongerOne) {
  answer_with(429, {{"retry-after", "300"}});
  const auto first = begin();
  const auto second = begin();
  clock.advance_to_next();
  answer_with(429, {{"retry-after", "10"}});
  clock.advance(1s);
  EXPECT_TRUE(second->has_ended());
  EXPECT_GT(ask().error().retry_after, 290s);
}

TEST_F(BudgetTest, NothingElseClosesIt) {
  for (const unsigned status : {200U, 401U, 403U, 404U, 500U, 503U}) {
    answer_with(status, {{"retry-after", "300"}});
    EXPECT_TRUE(ask()) << status;
  }
  service.answer = Failure{Fault::timed_out, "no answer"};
  EXPECT_EQ(ask().error().fault, Fault::timed_out);
  EXPECT_EQ(ask().error().fault, Fault::timed_out);
}

TEST_F(BudgetTest, ItIsReopenedForWhoWantsItTriedAgain) {
  answer_with(429, {{"retry-after", "300"}});
  EXPECT_TRUE(ask());
  budget.reopen();
  answer_with(200);
  EXPECT_TRUE(ask());
}

TEST_F(BudgetTest, WhoIsCancelledInTheQueueHoldsNobodyUp) {
  exhaust();
  const auto sent = service.arrivals.size();
  const auto first = begin();
  const auto second = begin();
  first->cancel();
  clock.run_ready();
  EXPECT_TRUE(first->was_cancelled());
  clock.advance(1s);
  EXPECT_TRUE(second->has_ended());
  EXPECT_EQ(service.arrivals.size(), sent + 1);
}

TEST_F(BudgetTest, WhoIsCancelledUnderWayMakesRoom) {
  std::vector<std::unique_ptr<Running>> running;
  for (std::size_t i = 0; i < limits::requests_at_once + 1; ++i) {
    running.push_back(begin());
  }
  EXPECT_EQ(service.arrivals.size(), limits::requests_at_once);
  running[3]->cancel();
  clock.run_ready();
  EXPECT_EQ(service.arrivals.size(), limits::requests_at_once + 1);
  clock.advance(1s);
}

TEST_F(BudgetTest, ANewRateIsInForceAtOnceAndWhatMustBeUndoneDoesNotWait) {
  exhaust();
  const auto patient = begin();
  const auto due = wait_end;
  budget.set_rate(10'000);
  clock.run_ready();
  EXPECT_LT(wait_end, due);
  budget.hurry();
  clock.advance(0s);
  EXPECT_EQ(waits.back(), "waiting for Gandi's answer to GET https://api.example/domains");
  clock.advance(1s);
  EXPECT_TRUE(patient->has_ended());
}

}  // namespace
}  // namespace dyndns::gandi
