#include "update/looping.hpp"

namespace dyndns::update {
namespace {

TEST_F(LoopTest, BeginsWithOneRoundAtOnce) {
  start(job_of({{www, {}}}));
  EXPECT_EQ(diary.begun, 1U);
  EXPECT_EQ(diary.ended, 1U);
  EXPECT_EQ(outcome(), Outcome::changed);
}

TEST_F(LoopTest, GoesOnByTheInterval) {
  start(job_of({{www, {}}}));
  const auto next = diary.next;
  world.clock.advance_to(next - 1ms);
  EXPECT_EQ(diary.begun, 1U);
  world.clock.advance(1ms);
  EXPECT_EQ(diary.begun, 2U);
  world.clock.advance(1h);
  EXPECT_EQ(diary.begun, 2U + 11U);  // a little more than five minutes each
}

TEST_F(LoopTest, AQuietRoundCallsNobodyAndStoresNothing) {
  start(job_of({{www, {}}}));
  EXPECT_EQ(world.memory.stores, 1U);
  world.gandi.forget_calls();
  world.clock.advance(50min);
  EXPECT_EQ(outcome(), Outcome::confirmed);
  EXPECT_EQ(world.gandi.calls(), 0U);
  EXPECT_EQ(world.memory.stores, 1U);
}

TEST_F(LoopTest, ReadsOnceAfterTheVerifyInterval) {
  start(job_of({{www, {}}}));
  world.gandi.forget_calls();
  world.clock.advance(70min);
  EXPECT_EQ(world.gandi.reads, 1U);
  EXPECT_EQ(world.gandi.applies, 0U);
  EXPECT_EQ(world.memory.stores, 2U);
}

TEST_F(LoopTest, PutsRightWhatSomebodyElseWroteWhenItReads) {
  start(job_of({{www, {}}}));
  world.gandi.put(www, {{ip("93.184.215.14")}, Ttl(300), {}});
  world.clock.advance(70min);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{ours});
}

TEST_F(LoopTest, AMoveIsOneWriteAtTheNextRound) {
  start(job_of({{www, {}}}));
  world.gandi.forget_calls();
  world.where.ipv4 = moved;
  world.clock.advance(20min);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{moved});
  EXPECT_EQ(world.gandi.writes.size(), 1U);
}

TEST_F(LoopTest, WhatWasKnownBeforeTheStartIsNotAskedAgain) {
  const auto now = world.clock.wall();
  loop.recall({"fake", {{www, {ours, Ttl(300), now - 1h, now - 1min}}}});
  start(job_of({{www, {}}}));
  EXPECT_EQ(outcome(), Outcome::confirmed);
  EXPECT_EQ(world.gandi.calls(), 0U);
}

TEST_F(LoopTest, WhatWasKnownOfAnotherApiIsForgotten) {
  const auto now = world.clock.wall();
  loop.recall({"another", {{www, {ours, Ttl(300), now - 1h, now - 1min}}}});
  start(job_of({{www, {}}}));
  EXPECT_EQ(outcome(), Outcome::changed);
  EXPECT_EQ(world.memory.stored.origin, "fake");
}

TEST_F(LoopTest, AClockSetBackMakesItReadAgain) {
  start(job_of({{www, {}}}));
  world.gandi.forget_calls();
  world.clock.shift_wall(-24h);
  world.clock.advance(6min);
  EXPECT_EQ(world.gandi.reads, 1U);
  world.clock.advance(30min);
  EXPECT_EQ(world.gandi.reads, 1U);
}

TEST_F(LoopTest, AFailedWriteIsReadAgainSoon) {
  world.gandi.loses_answers = true;
  world.gandi.trouble = [this](Call call, const std::string&) {
    return call == Call::read && world.gandi.applies > 0 ? std::optional(down) : std::nullopt;
  };
  start(job_of({{www, {}}}));
  EXPECT_EQ(outcome(), Outcome::failed);
  break_down({});
  world.clock.advance(11s);
  EXPECT_EQ(outcome(), Outcome::unchanged);
  EXPECT_EQ(world.gandi.writes.size(), 1U);
}

TEST_F(LoopTest, AMoveWhoseAnswerAndReadBackAreLostIsToldAsAChangeWhenItIsRead) {
  start(job_of({{www, {}}}));
  world.gandi.loses_answers = true;
  world.gandi.forget_calls();
  world.gandi.trouble = [this](Call call, const std::string&) {
    return call == Call::read && world.gandi.applies > 0 ? std::optional(down) : std::nullopt;
  };
  world.where.ipv4 = moved;
  loop.wake(Waking::by_network);
  world.clock.advance(2s);
  EXPECT_EQ(outcome(), Outcome::failed);
  break_down({});
  world.clock.advance(11s);
  EXPECT_EQ(outcome(), Outcome::changed);
  EXPECT_EQ(diary.last.records[0].before, std::set{ours});
  EXPECT_EQ(world.gandi.writes.size(), 1U);
}

TEST_F(LoopTest, AnOutageIsTriedLessAndLessOften) {
  break_down(down);
  start(job_of({{www, {}}}));
  world.clock.advance(20min);
  const auto tries = world.gandi.opens;
  EXPECT_GE(tries, 7U);  // after 10, 20, 40, 80, 160, 300, 300 seconds
  EXPECT_LE(tries, 9U);
  break_down({});
  world.clock.advance(6min);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{ours});
}

TEST_F(LoopTest, AFamilyThatComesLateAfterTheStartIsNotCalledGone) {
  const auto now = world.clock.wall();
  auto job = job_of({{www, {}}});
  job->families[0].is_absent = [this] { return !world.where.ipv4; };
  loop.recall({"fake", {{www, {ours, Ttl(300), now - 1h, now - 1min}}}});
  world.where.ipv4.reset();
  start(job);
  EXPECT_FALSE(diary.last.records[0].failure);
  world.clock.advance(6min);
  EXPECT_TRUE(diary.last.records[0].failure);
}

TEST_F(LoopTest, ARefusedCredentialIsTriedOnceAnHour) {
  break_down(denied);
  start(job_of({{www, {}}}));
  world.clock.advance(55min);
  EXPECT_EQ(world.gandi.opens, 1U);
  EXPECT_EQ(outcome(), Outcome::failed);
  EXPECT_EQ(diary.last.records[0].failure, denied);
  world.clock.advance(10min);
  EXPECT_EQ(world.gandi.opens, 2U);
}

TEST_F(LoopTest, OneRefusedDomainDoesNotHoldBackAnother) {
  break_down(denied);
  start(job_of({{www, {}}, {org, {}}}));
  world.where.ipv4 = moved;
  world.clock.advance(6min);
  EXPECT_EQ(world.gandi.at(org).addresses, std::set{moved});
  EXPECT_TRUE(world.gandi.at(www).addresses.empty());
}

TEST_F(LoopTest, OneRecordThatNeedsAPersonDoesNotHoldBackItsNeighbours) {
  world.gandi.put(www, {{}, Ttl(300), "host.example.net"});
  start(job_of({{fakes::apex, {}}, {www, {}}}));
  world.gandi.forget_calls();
  world.where.ipv4 = moved;
  world.clock.advance(20min);
  EXPECT_EQ(world.gandi.at(fakes::apex).addresses, std::set{moved});
  EXPECT_EQ(outcome(1), Outcome::failed);
  EXPECT_EQ(world.gandi.reads, 2U);
}

TEST_F(LoopTest, ARoundWithoutAQuorumDoesNotMakeARefusedDomainDue) {
  break_down(denied);
  start(job_of({{www, {}}}));
  world.where.ipv4.reset();
  world.clock.advance(10min);
  world.where.ipv4 = ours;
  world.clock.advance(10min);
  EXPECT_EQ(outcome(), Outcome::failed);
  EXPECT_EQ(world.gandi.opens, 1U);
}

TEST_F(LoopTest, WithoutAQuorumItAsksAgainSoon) {
  world.where.ipv4.reset();
  start(job_of({{www, {}}}));
  world.where.ipv4 = ours;
  world.clock.advance(11s);
  EXPECT_EQ(outcome(), Outcome::changed);
}

TEST_F(LoopTest, ANewJobIsTakenUpAtOnce) {
  start(job_of({{www, {}}}));
  loop.use(job_of({{www, {}}, {org, {}}}));
  world.clock.advance(1s);
  EXPECT_EQ(diary.begun, 2U);
  EXPECT_EQ(outcome(0), Outcome::confirmed);
  EXPECT_EQ(outcome(1), Outcome::changed);
}

TEST_F(LoopTest, ARecordThatIsNoLongerConfiguredIsForgotten) {
  start(job_of({{www, {}}, {org, {}}}));
  EXPECT_EQ(world.memory.stored.records.size(), 2U);
  loop.use(job_of({{org, {}}}));
  world.clock.advance(1s);
  EXPECT_EQ(world.memory.stored.records.size(), 1U);
}

TEST_F(LoopTest, AMemoryThatCannotBeStoredIsTriedAgainUntilItCan) {
  world.memory.trouble = Failure{Fault::unavailable, "disk full"};
  start(job_of({{www, {}}}));
  EXPECT_FALSE(diary.stored);
  world.clock.advance(6min);
  EXPECT_FALSE(diary.stored);
  EXPECT_EQ(outcome(), Outcome::confirmed);  // it goes on without
  world.memory.trouble.reset();
  world.clock.advance(5min);
  EXPECT_TRUE(diary.stored);
  EXPECT_EQ(world.memory.stored.records.size(), 1U);
}

TEST_F(LoopTest, CancellationEndsItWhereverItIs) {
  start(job_of({{www, {}}}));
  running->cancel();
  world.clock.run_ready();
  EXPECT_TRUE(running->was_cancelled());
  EXPECT_EQ(world.clock.sleepers(), 0U);
}

TEST_F(LoopTest, CancellationEndsARoundUnderWay) {
  loop.use(job_of({{www, {}}}));
  running.emplace(world.context, loop.run());
  world.clock.advance(20ms);
  running->cancel();
  world.clock.run_ready();
  EXPECT_TRUE(running->was_cancelled());
  EXPECT_EQ(world.clock.sleepers(), 0U);
  EXPECT_EQ(diary.ended, 0U);
}

}  // namespace
}  // namespace dyndns::update
