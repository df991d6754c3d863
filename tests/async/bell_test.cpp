#include "async/bell.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"

namespace dyndns::async {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

Task<void> count_rings(Bell& bell, int& count) {
  for (;;) {
    co_await bell.wait();
    ++count;
  }
}

Task<void> count_wakings(Bell& bell, Clock& clock, int& count) {
  for (;;) {
    co_await bell.wait_until(clock, clock.steady() + 10s);
    ++count;
  }
}

Task<void> wait_once(Bell& bell, Clock& clock, SteadyTime when, bool& returned) {
  co_await bell.wait_until(clock, when);
  returned = true;
}

class BellTest : public testing::Test {
 protected:
  ~BellTest() override { cancel(); }

  void start(Task<void> task) {
    tasks.emplace_back(context, std::move(task));
    clock.run_ready();
  }
  void ring() {
    bell.ring();
    clock.run_ready();
  }
  void cancel() {
    for (auto& task : tasks) {
      task.cancel();
    }
    clock.run_ready();
  }

  asio::io_context context;
  fakes::VirtualClock clock{context};
  std::deque<fakes::Running<void>> tasks;
  Bell bell{context.get_executor()};
  int count = 0;
};

TEST_F(BellTest, WakesWhoWaits) {
  start(count_rings(bell, count));
  EXPECT_EQ(count, 0);
  ring();
  EXPECT_EQ(count, 1);
  ring();
  EXPECT_EQ(count, 2);
}

TEST_F(BellTest, ARingThatNobodyHeardWakesTheNextWhoWaits) {
  ring();
  start(count_rings(bell, count));
  EXPECT_EQ(count, 1);
}

TEST_F(BellTest, SeveralRingsCountAsOne) {
  bell.ring();
  bell.ring();
  start(count_rings(bell, count));
  EXPECT_EQ(count, 1);
  bell.ring();
  bell.ring();
  clock.run_ready();
  EXPECT_EQ(count, 2);
}

TEST_F(BellTest, WaitsNoLongerThanUntilTheTimeGiven) {
  start(count_wakings(bell, clock, count));
  clock.advance(9s);
  EXPECT_EQ(count, 0);
  clock.advance(1s);
  EXPECT_EQ(count, 1);
  clock.advance(20s);
  EXPECT_EQ(count, 3);
}

TEST_F(BellTest, RingsBeforeTheTimeGiven) {
  start(count_wakings(bell, clock, count));
  clock.advance(4s);
  ring();
  EXPECT_EQ(count, 1);
  clock.advance(9s);
  EXPECT_EQ(count, 1);  // the ten seconds began anew
  clock.advance(1s);
  EXPECT_EQ(count, 2);
}

TEST_F(BellTest, ARingWhoseTimeHasComeTooWakesOnce) {
  start(count_wakings(bell, clock, count));
  bell.ring();
  clock.advance(10s);
  EXPECT_EQ(count, 2);  // by the ring, and ten seconds later
}

TEST_F(BellTest, ARingBeforeATimeThatHasPassedIsHeardOnce) {
  bell.ring();
  bool returned = false;
  start(wait_once(bell, clock, clock.steady(), returned));
  EXPECT_TRUE(returned);
  start(count_rings(bell, count));
  EXPECT_EQ(count, 0);
}

TEST_F(BellTest, LeavesNobodyAsleepWhenItRings) {
  bool returned = false;
  start(wait_once(bell, clock, clock.steady() + 1h, returned));
  ring();
  EXPECT_TRUE(returned);
  EXPECT_EQ(clock.sleepers(), 0U);
}

TEST_F(BellTest, CancellationEndsTheWaitWithoutARing) {
  bool returned = false;
  start(wait_once(bell, clock, clock.steady() + 1h, returned));
  cancel();
  EXPECT_TRUE(returned);
  EXPECT_EQ(clock.sleepers(), 0U);
}

TEST_F(BellTest, CancellationEndsAnEndlessLoopOfWaiting) {
  start(count_rings(bell, count));
  cancel();
  EXPECT_TRUE(tasks.front().was_cancelled());
}

}  // namespace
}  // namespace dyndns::async
