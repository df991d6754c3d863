#include "watch/reasons.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "async/bell.hpp"
#include "fakes/ip.hpp"
#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"

namespace dyndns::watch {
namespace {

using fakes::ip;
using namespace std::chrono_literals;

// A network whose changes are the test's.
class FakeNetwork final : public Network {
 public:
  explicit FakeNetwork(const boost::asio::any_io_executor& executor) : announced_(executor) {}

  Outlook outlook() override {
    ++times_asked;
    return now_;
  }

  Task<void> change_from(const Outlook& known) override {
    while (now_ == known && !std::exchange(is_lost_, false)) {
      co_await announced_.wait();
    }
  }

  void become(Outlook outlook) {
    now_ = std::move(outlook);
    announced_.ring();
  }

  void lose_announcements() {
    is_lost_ = true;
    announced_.ring();
  }

  int times_asked = 0;

 private:
  Outlook now_;
  bool is_lost_ = false;
  async::Bell announced_;
};

// `last` is the end of our address.
Outlook online(int last) {
  const auto source = ip("81.2.69." + std::to_string(last));
  return {{{Family::ipv4, WayOut{2, "ppp0", true, std::nullopt, source}}}, {source}};
}

class LinkTest : public testing::Test {
 protected:
  ~LinkTest() override {
    watching.cancel();
    clock.run_ready();
  }

  // As announced, and heard of.
  void become(Outlook outlook) {
    network.become(std::move(outlook));
    clock.run_ready();
  }
  void come_and_go(int times, SteadyTime::duration pause) {
    for (int i = 0; i < times; ++i) {
      become(i % 2 == 0 ? online(142) : Outlook());
      clock.advance(pause);
    }
  }
  std::size_t told() {
    clock.run_ready();
    return reasons.size();
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  FakeNetwork network{context.get_executor()};
  std::vector<std::string> reasons;
  fakes::Running<void> watching{
      context, watch_link(network, clock, [this](const std::string& reason) { reasons.push_back(reason); })};
};

TEST_F(LinkTest, HowThingsStandAtTheBeginningIsNoNews) {
  network.become(online(142));
  clock.advance(1h);
  EXPECT_EQ(told(), 0U);
  EXPECT_EQ(network.times_asked, 1);
}

TEST_F(LinkTest, ANetworkThatComesUpIsToldWithinHalfASecond) {
  clock.advance(1h);
  become(online(142));
  clock.advance(499ms);
  EXPECT_EQ(told(), 0U);
  clock.advance(1ms);
  EXPECT_EQ(reasons, std::vector<std::string>{"IPv4 leaves dev ppp0 src 81.2.69.142"});
}

TEST_F(LinkTest, ABurstIsToldOnce) {
  clock.advance(1h);
  for (int i = 1; i <= 50; ++i) {
    become(online(i));
    clock.advance(9ms);
  }
  clock.advance(1h);
  EXPECT_EQ(reasons, std::vector<std::string>{"IPv4 leaves dev ppp0 src 81.2.69.50"});
}

TEST_F(LinkTest, AChangeThatWasUndoneIsNone) {
  become(online(142));
  clock.advance(1h);
  reasons.clear();
  become(online(160));
  clock.advance(100ms);
  become(online(142));
  clock.advance(1h);
  EXPECT_EQ(told(), 0U);
}

TEST_F(LinkTest, AnOutageIsToldWhenItIsOverEvenIfAllIsAsBefore) {
  become(online(142));
  clock.advance(1h);
  reasons.clear();
  become({});
  clock.advance(1h);
  EXPECT_EQ(told(), 0U);
  become(online(142));
  clock.advance(1s);
  EXPECT_EQ(told(), 1U);
}

TEST_F(LinkTest, ANetworkThatKeepsChangingIsToldThreeTimesAndThenOnceAMinute) {
  clock.advance(1h);
  come_and_go(10, 1s);
  EXPECT_EQ(told(), 3U);
  come_and_go(3600, 1s);
  EXPECT_LE(told(), 3U + 61U);
  EXPECT_GE(told(), 3U + 29U);  // every other time it is not there when the minute is over
}

TEST_F(LinkTest, WhatHappensWhileTheRationIsUsedUpIsToldLater) {
  clock.advance(1h);
  come_and_go(6, 1s);
  become(online(160));
  clock.advance(1min);
  EXPECT_EQ(told(), 4U);
  EXPECT_EQ(reasons.back(), "IPv4 leaves dev ppp0 src 81.2.69.160");
}

TEST_F(LinkTest, LostAnnouncementsAreAReasonToLookAndNotMore) {
  clock.run_ready();
  network.lose_announcements();
  clock.advance(1h);
  EXPECT_EQ(network.times_asked, 2);
  EXPECT_EQ(told(), 0U);
}

TEST_F(LinkTest, EndsWhenItIsCancelled) {
  clock.run_ready();
  watching.cancel();
  clock.run_ready();
  EXPECT_TRUE(watching.was_cancelled());
}

constexpr SteadyTime noon{12h};

// How often it may happen by `until`, when it happens as often as it may.
int most_by(Ration& ration, SteadyTime from, SteadyTime until) {
  int times = 0;
  for (auto now = std::max(from, ration.next()); now <= until; now = std::max(now, ration.next())) {
    ration.take(now);
    ++times;
  }
  return times;
}

TEST(Ration, IsAFewAtOnceAndThenOneEachPeriod) {
  Ration ration(3, 1min);
  EXPECT_LE(ration.next(), noon);
  EXPECT_EQ(most_by(ration, noon, noon), 3);
  EXPECT_EQ(ration.next(), noon + 1min);
  EXPECT_EQ(most_by(ration, noon, noon + 59s), 0);
  EXPECT_EQ(most_by(ration, noon, noon + 1h), 60);
}

TEST(Ration, IsSavedUpButToNoMoreThanTheFew) {
  Ration ration(3, 1min);
  most_by(ration, noon, noon);
  EXPECT_EQ(most_by(ration, noon + 2min, noon + 2min), 2);
  EXPECT_EQ(most_by(ration, noon + 24h, noon + 24h), 3);
}

// Only the judgement: that the kernel tells of a suspend cannot be tested without suspending the machine or setting its
// clock.
TEST(Suspend, IsTold) {
  EXPECT_EQ(slept(0s, 8h), "the machine was suspended for 28800 s");
  EXPECT_EQ(slept(3h, 3h + 30s), "the machine was suspended for 30 s");
}

TEST(Suspend, IsNoReasonWhenNothingIsLateByIt) { EXPECT_EQ(slept(3h, 3h + 29s), std::nullopt); }

TEST(Suspend, IsNoneWhenOnlyTheClockWasSet) { EXPECT_EQ(slept(3h, 3h + 5ns), std::nullopt); }

}  // namespace
}  // namespace dyndns::watch
