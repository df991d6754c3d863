// What a network that changes, a person and a new configuration make the loop forgive and doubt.
#include "update/looping.hpp"

namespace dyndns::update {
namespace {

TEST_F(LoopTest, WakingHoldsARoundNow) {
  for (const auto waking : {Waking::by_network, Waking::by_person}) {
    SCOPED_TRACE(static_cast<int>(waking));
    stop();
    diary.begun = 0;
    start(job_of({{www, {}}}));
    loop.wake(waking);
    world.clock.advance(1s);
    EXPECT_EQ(diary.begun, 2U);
    world.clock.advance(1min);
    EXPECT_EQ(diary.begun, 2U);
  }
}

TEST_F(LoopTest, APersonForgivesEarlierFailures) {
  for (const auto& failure : {denied, down, Failure{Fault::throttled, "slow down", 2h}}) {
    SCOPED_TRACE(failure.detail);
    stop();
    world.where.ipv4 = *world.where.ipv4 == ours ? moved : ours;
    break_down(failure);
    start(job_of({{www, {}}}));
    break_down({});
    loop.wake(Waking::by_person);
    world.clock.advance(1s);
    EXPECT_EQ(outcome(), Outcome::changed);
  }
}

TEST_F(LoopTest, AFlappingNetworkMakesItLookAndForgivesNoRefusalAndNoRetryAfter) {
  for (const auto& failure : {denied, Failure{Fault::throttled, "slow down", 50min}}) {
    SCOPED_TRACE(failure.detail);
    stop();
    break_down(failure);
    start(job_of({{www, {}}}));
    world.gandi.forget_calls();
    const auto begun = diary.begun;
    for (int i = 0; i < 40; ++i) {
      loop.wake(Waking::by_network);
      world.clock.advance(1min);
    }
    EXPECT_GE(diary.begun, begun + 40);
    EXPECT_EQ(world.gandi.calls(), 0U);
    EXPECT_EQ(diary.last.records[0].failure, failure);
  }
}

TEST_F(LoopTest, AnotherNetworkForgivesThatGandiCouldNotBeReached) {
  break_down(Failure{Fault::unreachable, "no route to host"});
  start(job_of({{www, {}}}));
  world.clock.advance(20min);
  break_down({});
  loop.wake(Waking::by_network);
  world.clock.advance(1s);
  EXPECT_EQ(outcome(), Outcome::changed);
}

TEST_F(LoopTest, APersonIsNotForgottenOverANetworkThatChangesAtTheSameTime) {
  break_down(denied);
  start(job_of({{www, {}}}));
  break_down({});
  loop.wake(Waking::by_person);
  loop.wake(Waking::by_network);
  world.clock.advance(1s);
  EXPECT_EQ(outcome(), Outcome::changed);
}

TEST_F(LoopTest, AReplacedCredentialPutsAllRecordsInDoubt) {
  start(job_of({{www, {}}, {org, {}}}));
  const auto since = world.memory.stored.records.at(www).since;
  auto renewed = job_of({{www, {}}, {org, {}}});
  renewed->access = 1;
  break_down(denied);
  loop.use(std::move(renewed));
  world.clock.advance(1s);
  EXPECT_EQ(outcome(0), Outcome::failed);
  EXPECT_EQ(diary.last.records[0].failure, denied);
  EXPECT_EQ(outcome(1), Outcome::unchanged);
  break_down({});
  loop.wake(Waking::by_person);
  world.clock.advance(1s);
  EXPECT_EQ(outcome(0), Outcome::unchanged);
  EXPECT_EQ(world.memory.stored.records.at(www).since, since);
}

TEST_F(LoopTest, WhatTheRoundUnderWayReadsWithTheOldCredentialIsInDoubtToo) {
  loop.use(job_of({{www, {}}}));
  running.emplace(world.context, loop.run());
  world.clock.advance(120ms);
  auto renewed = job_of({{www, {}}});
  renewed->access = 1;
  loop.use(std::move(renewed));
  world.clock.advance(5s);
  EXPECT_EQ(diary.ended, 2U);
  EXPECT_EQ(outcome(), Outcome::unchanged);
}

TEST_F(LoopTest, WhatWasReadWithAnotherCredentialBeforeTheStartIsInDoubt) {
  const auto now = world.clock.wall();
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  loop.recall({"fake", {{www, {ours, Ttl(300), now - 1h, now - 1min}}}, {}, 1});
  start(job_of({{www, {}}}));
  EXPECT_EQ(outcome(), Outcome::unchanged);
  EXPECT_EQ(world.memory.stored.records.at(www), (Confirmation{ours, Ttl(300), now - 1h, world.clock.wall() - 10s}));
  EXPECT_EQ(world.memory.stored.access, 0);
}

TEST_F(LoopTest, WakingDuringARoundForgivesItsFailuresToo) {
  break_down(denied);
  loop.use(job_of({{www, {}}}));
  running.emplace(world.context, loop.run());
  world.clock.advance(120ms);  // Gandi has been asked, and will refuse
  loop.wake(Waking::by_person);
  world.clock.advance(40ms);
  break_down({});
  world.clock.advance(5s);
  EXPECT_EQ(diary.ended, 2U);
  EXPECT_EQ(outcome(), Outcome::changed);
}

TEST_F(LoopTest, AJobThatComesDuringARoundIsNotHeldBackByTheOldOnesFailures) {
  break_down(denied);
  loop.use(job_of({{www, {}}}));
  running.emplace(world.context, loop.run());
  world.clock.advance(120ms);  // with the old token Gandi will refuse
  loop.use(job_of({{www, {}}}));
  world.clock.advance(40ms);
  break_down({});
  world.clock.advance(5s);
  EXPECT_EQ(diary.ended, 2U);
  EXPECT_EQ(outcome(), Outcome::changed);
}

}  // namespace
}  // namespace dyndns::update
