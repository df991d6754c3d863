#include "update/looping.hpp"

namespace dyndns::update {
namespace {

// Flaps each minute, for as many.

class FlapTest : public LoopTest {
 protected:
  void flap(int minutes, Waking waking = Waking::by_network) {
    for (int i = 0; i < minutes; ++i) {
      world.where.ipv4 = *world.where.ipv4 == ours ? moved : ours;
      loop.wake(waking);
      world.clock.advance(1min);
    }
  }
};

TEST_F(FlapTest, ARecordThatGoesBackAndForthIsWrittenAFewTimesAndThenNowAndThen) {
  start(job_of({{www, {}}, {org, {}}}));
  world.gandi.forget_calls();
  flap(180);
  EXPECT_LE(world.gandi.writes.size(), 2U * (5 + 6));  // of two records
  EXPECT_GE(world.gandi.writes.size(), 2U * 8);
}

TEST_F(FlapTest, WhatIsServedIsReadWhileItIsDampedSoThatARecordThatIsRightHasNoFailure) {
  start(job_of({{www, {}}}));
  flap(7);
  EXPECT_EQ(outcome(), Outcome::failed);
  EXPECT_EQ(diary.last.records[0].failure->fault, Fault::damped);
  flap(1);
  EXPECT_EQ(outcome(), Outcome::confirmed);
  EXPECT_TRUE(diary.last.records[0].is_strained);
}

TEST_F(FlapTest, ADampedRecordComesBackByItself) {
  start(job_of({{www, {}}}));
  flap(7);
  const auto there = *world.where.ipv4;
  EXPECT_NE(world.gandi.at(www).addresses, std::set{there});
  world.clock.advance(31min);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{there});
  EXPECT_EQ(outcome(), Outcome::confirmed);
  EXPECT_TRUE(diary.last.records[0].is_strained);
  world.clock.advance(65min);
  EXPECT_FALSE(diary.last.records[0].is_strained);
}

TEST_F(FlapTest, WithAnIntervalOfADayADampedRecordDoesNotWaitForIt) {
  auto job = job_of({{www, {}}});
  job->pace = {24h, 0.0};
  start(std::move(job));
  flap(7);
  world.clock.advance(31min);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{*world.where.ipv4});
}

TEST_F(FlapTest, ADampedRecordIsWrittenAtOnceForAPersonOnceForEachTime) {
  start(job_of({{www, {}}}));
  flap(7);
  world.gandi.forget_calls();
  loop.wake(Waking::by_person);
  world.clock.advance(1s);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{*world.where.ipv4});
  flap(5);
  EXPECT_EQ(world.gandi.writes.size(), 1U);
}

TEST_F(LoopTest, AWriteThatNeverLandsIsDamped) {
  world.gandi.ignores_writes = true;
  start(job_of({{www, {}}}));
  world.clock.advance(55min);
  EXPECT_EQ(world.gandi.applies, 6U);
  EXPECT_EQ(diary.last.records[0].failure->fault, Fault::damped);
  world.gandi.ignores_writes = false;
  world.clock.advance(35min);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{ours});
}

}  // namespace
}  // namespace dyndns::update
