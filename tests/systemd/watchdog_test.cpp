#include "systemd/watchdog.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/detached.hpp>
#include <string>
#include <vector>

#include "fakes/virtual_clock.hpp"
#include "systemd/environment_variable.hpp"

namespace dyndns::systemd {
namespace {

using namespace std::chrono_literals;

using Strings = std::vector<std::string>;

// Hears nothing but the watchdog.
class Listener final : public Supervisor {
 public:
  void ready(const std::string&) override {}
  void reloading() override {}
  void status(const std::string&) override {}
  void stopping() override {}
  void failed(int, const std::string&) override {}
  void alive() override { ++heard; }

  int heard = 0;
};

class WatchdogTest : public testing::Test {
 protected:
  void start(std::chrono::microseconds period) {
    boost::asio::co_spawn(context,
                          watch(clock, listener, progress, period, [this] { stuck.push_back(progress.what()); }),
                          boost::asio::detached);
    clock.run_ready();
  }

  // How often it was fed while the time passed.
  int heard_during(SteadyTime::duration duration) {
    const auto before = listener.heard;
    clock.advance(duration);
    return listener.heard - before;
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  Listener listener;
  Progress progress;
  Strings stuck;  // what was told
};

TEST_F(WatchdogTest, IsFedAtOnceAndThenEveryHalfPeriod) {
  start(30s);
  EXPECT_EQ(listener.heard, 1);
  EXPECT_EQ(heard_during(14999ms), 0);
  EXPECT_EQ(heard_during(1ms), 1);
  EXPECT_EQ(heard_during(10min), 40);
}

TEST_F(WatchdogTest, StarvesAMinuteAfterWhatIsUnderWayShouldHaveEnded) {
  start(30s);
  progress.begin("waiting for Gandi", clock.steady() + 60s);
  EXPECT_EQ(heard_during(2min), 8);
  EXPECT_TRUE(stuck.empty());
  EXPECT_EQ(heard_during(1h), 0);
  EXPECT_EQ(stuck, Strings{"waiting for Gandi"}) << "told once";
}

TEST_F(WatchdogTest, IsFedAgainWhenTheWorkIsHeardOfAgain) {
  start(30s);
  progress.begin("waiting for Gandi", clock.steady());
  EXPECT_EQ(heard_during(90s), 4);
  progress.begin("waiting for the next round", clock.steady() + 1h);
  EXPECT_EQ(heard_during(15s), 1);
  EXPECT_EQ(heard_during(1h), 240);
  EXPECT_EQ(heard_during(2min), 3);
  EXPECT_EQ(stuck, (Strings{"waiting for Gandi", "waiting for the next round"}));
}

TEST_F(WatchdogTest, ARoundOfAnyLengthIsFedWhileItGoesOn) {
  start(30s);
  progress.begin("finding out our address", clock.steady() + 20s);
  for (int call = 0; call < 1022; ++call) {
    progress.step("call " + std::to_string(call), clock.steady() + 10s);
    clock.advance(640ms);
  }
  EXPECT_TRUE(stuck.empty());
  EXPECT_EQ(heard_during(10s + 1min), 5);
  EXPECT_EQ(heard_during(1h), 0) << "a last call that does not end";
  EXPECT_EQ(stuck, Strings{"call 1021"});
}

TEST_F(WatchdogTest, OfStepsSideBySideTheLongestCountsAndOfAllElseTheLatest) {
  start(30s);
  progress.begin("finding out our address", clock.steady() + 1h);
  progress.step("a long call", clock.steady() + 2min);
  progress.step("a short call", clock.steady() + 10s);
  EXPECT_EQ(heard_during(1h), 12);
  EXPECT_EQ(stuck, Strings{"a long call"});
  progress.begin("waiting for the next round", clock.steady() + 1min);
  EXPECT_EQ(heard_during(1h), 8);
}

TEST_F(WatchdogTest, AnEvenAbsurdlyShortPeriodLeavesTimeForWork) {
  start(1us);
  EXPECT_EQ(heard_during(10ms), 10);
}

TEST_F(WatchdogTest, APeriodOfZeroIsNoWatchdog) {
  clock.run(watch(clock, listener, progress, 0us, [] { FAIL(); }));
  EXPECT_EQ(listener.heard, 0);
}

TEST(WatchdogPeriod, IsWhatTheManagerAsksThisProcessFor) {
  const EnvironmentVariable period("WATCHDOG_USEC", "30000000");
  {
    const EnvironmentVariable ours("WATCHDOG_PID", std::to_string(::getpid()));
    EXPECT_EQ(watchdog_period(), 30s);
  }
  const EnvironmentVariable others("WATCHDOG_PID", std::to_string(::getppid()));
  EXPECT_EQ(watchdog_period(), 0s);
}

TEST(WatchdogPeriod, IsZeroWhenNobodyAsksOrNobodyCanMeanIt) {
  const EnvironmentVariable nobody("WATCHDOG_PID", std::nullopt);
  const std::optional<std::string> texts[] = {std::nullopt, "soon", "0"};
  for (const auto& text : texts) {
    const EnvironmentVariable period("WATCHDOG_USEC", text);
    EXPECT_EQ(watchdog_period(), 0s) << text.value_or("not set");
  }
}

TEST(WatchdogPeriod, IsADayAtMost) {
  const EnvironmentVariable nobody("WATCHDOG_PID", std::nullopt);
  const EnvironmentVariable period("WATCHDOG_USEC", "18446744073709551614");
  EXPECT_EQ(watchdog_period(), 24h);
}

}  // namespace
}  // namespace dyndns::systemd
