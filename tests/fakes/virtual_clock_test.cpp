#include "fakes/virtual_clock.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>
#include <string>

#include "fakes/write_after.hpp"

namespace dyndns::fakes {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

Task<void> write_every(Clock& clock, SteadyTime::duration period, char letter, std::string& to) {
  for (;;) {
    co_await write_after(clock, period, letter, to);
  }
}

Task<SteadyTime> time_after(Clock& clock, SteadyTime::duration delay) {
  co_await clock.sleep_until(clock.steady() + delay);
  co_return clock.steady();
}

class VirtualClockTest : public testing::Test {
 protected:
  void start(Task<void> task) { asio::co_spawn(context, std::move(task), asio::detached); }

  asio::io_context context;
  VirtualClock clock{context};
  std::string written;
};

TEST_F(VirtualClockTest, StandsStillUntilItIsMoved) {
  const auto before = clock.steady();
  start(write_after(clock, 1ns, 'x', written));
  clock.run_ready();
  EXPECT_EQ(clock.steady(), before);
  EXPECT_EQ(written, "");
  EXPECT_EQ(clock.sleepers(), 1U);
  clock.advance(1ns);
  EXPECT_EQ(clock.steady(), before + 1ns);
  EXPECT_EQ(written, "x");
  EXPECT_EQ(clock.sleepers(), 0U);
}

TEST_F(VirtualClockTest, SleepersAwakeInTheOrderOfTheirTimes) {
  start(write_after(clock, 3s, 'c', written));
  start(write_after(clock, 1s, 'a', written));
  start(write_after(clock, 2s, 'b', written));
  clock.advance(10s);
  EXPECT_EQ(written, "abc");
}

TEST_F(VirtualClockTest, WhoIsDueAtTheSameTimeAwakesInTheOrderOfFallingAsleep) {
  for (const char letter : {'a', 'b', 'c', 'd', 'e'}) {
    start(write_after(clock, 1s, letter, written));
  }
  clock.advance(1s);
  EXPECT_EQ(written, "abcde");
}

TEST_F(VirtualClockTest, WhoFallsAsleepOnTheWayAwakesOnTheWayToo) {
  start(write_every(clock, 2s, 'b', written));
  start(write_every(clock, 3s, 'c', written));
  clock.advance(9s);
  EXPECT_EQ(written, "bcbcbbc");  // 2 3 4 6 6 8 9, and at 6 c has slept longer
}

TEST_F(VirtualClockTest, AwakesAtExactlyTheTimeThatWasAskedFor) {
  const auto before = clock.steady();
  EXPECT_EQ(clock.run(time_after(clock, 90min)), before + 90min);
}

TEST_F(VirtualClockTest, DoesNotSleepUntilATimeThatHasPassed) {
  EXPECT_EQ(clock.run(time_after(clock, -1s)), clock.steady());
  EXPECT_EQ(clock.run(time_after(clock, 0s)), clock.steady());
}

TEST_F(VirtualClockTest, StepsFromOneSleeperToTheNext) {
  const auto before = clock.steady();
  start(write_after(clock, 5s, 'a', written));
  start(write_after(clock, 7s, 'b', written));
  EXPECT_TRUE(clock.advance_to_next());
  EXPECT_EQ(clock.steady(), before + 5s);
  EXPECT_EQ(written, "a");
  EXPECT_TRUE(clock.advance_to_next());
  EXPECT_FALSE(clock.advance_to_next());
  EXPECT_EQ(clock.steady(), before + 7s);
}

TEST_F(VirtualClockTest, ACancelledSleeperThrowsAndIsGone) {
  asio::cancellation_signal signal;
  boost::system::error_code code;
  const auto keep_code = [&code](std::exception_ptr thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const boost::system::system_error& error) {
      code = error.code();
    }
  };
  asio::co_spawn(context, write_after(clock, 1s, 'x', written), asio::bind_cancellation_slot(signal.slot(), keep_code));
  clock.run_ready();
  signal.emit(asio::cancellation_type::terminal);
  clock.run_ready();
  EXPECT_EQ(code, asio::error::operation_aborted);
  EXPECT_EQ(clock.sleepers(), 0U);
  clock.advance(2s);
  EXPECT_EQ(written, "");
}

TEST_F(VirtualClockTest, ATaskThatTakesTooLongIsAnError) {
  EXPECT_THROW(clock.run(write_after(clock, 2h, 'x', written), 1h), std::runtime_error);
}

TEST_F(VirtualClockTest, TheTimeOfDayGoesWithItAndCanBeSet) {
  const auto before = clock.wall();
  clock.advance(1500ms);
  EXPECT_EQ(clock.wall(), before + 1s);
  clock.shift_wall(-1h);
  EXPECT_EQ(clock.wall(), before + 1s - 1h);
}

TEST(VirtualClock, MayGoBeforeThoseWhoSleep) {
  std::string written;
  asio::io_context context;
  {
    VirtualClock clock(context);
    asio::co_spawn(context, write_after(clock, 1s, 'x', written), asio::detached);
    clock.run_ready();
  }
  EXPECT_EQ(written, "");  // and the context's end destroys the coroutine, under the sanitizer's eyes
}

}  // namespace
}  // namespace dyndns::fakes
