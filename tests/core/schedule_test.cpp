#include "core/schedule.hpp"

#include <gtest/gtest.h>

namespace dyndns {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime now{1000h};
constexpr double middle = 0.5;  // no shift
const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey mail{"example.com", "mail", RecordType::a};

// For how long a subject is left alone after it failed so often in a row.
std::chrono::milliseconds hold(const Pace& pace, const Failure& failure, int times) {
  Schedule schedule(pace);
  for (int i = 0; i < times; ++i) {
    schedule.failed(www, failure, now);
  }
  auto held = 0ms;
  while (!schedule.is_due(www, now + held) && held < 48h) {
    held += 1s;
  }
  return held;
}

TEST(Schedule, WhoDidNotFailIsDue) {
  const Schedule schedule{Pace()};
  EXPECT_TRUE(schedule.is_due(www, now));
  EXPECT_FALSE(schedule.failure_of(www));
}

TEST(Schedule, TransientFailuresAreTriedAgainAfterTenSecondsDoubledUpToTheInterval) {
  const Failure failure{Fault::timed_out, "late"};
  EXPECT_EQ(hold({5min}, failure, 1), 10s);
  EXPECT_EQ(hold({5min}, failure, 2), 20s);
  EXPECT_EQ(hold({5min}, failure, 3), 40s);
  EXPECT_EQ(hold({5min}, failure, 4), 80s);
  EXPECT_EQ(hold({5min}, failure, 5), 160s);
  EXPECT_EQ(hold({5min}, failure, 6), 5min);
  EXPECT_EQ(hold({5min}, failure, 100'000), 5min);
  EXPECT_EQ(hold({3s}, failure, 1), 3s);
}

TEST(Schedule, NoBackoffIsLongerThanAnHourHoweverLongTheIntervalIs) {
  EXPECT_EQ(hold({24h}, {Fault::timed_out, ""}, 9), 2560s);
  EXPECT_EQ(hold({24h}, {Fault::timed_out, ""}, 10), 1h);
  EXPECT_EQ(hold({24h}, {Fault::timed_out, ""}, 100'000), 1h);
  Schedule schedule{Pace{24h, 0}};
  for (int i = 0; i < 30; ++i) {
    schedule.undecided(Family::ipv4, now);
  }
  EXPECT_EQ(schedule.next(now, middle), now + 1h);
}

TEST(Schedule, WhatNeedsAPersonIsTriedAfterAnHourAlsoWhereTheIntervalIsADay) {
  Schedule schedule{Pace{24h, 0}};
  schedule.failed(www, {Fault::denied, ""}, now);
  EXPECT_EQ(schedule.next(now, middle), now + 1h);
  EXPECT_TRUE(schedule.is_due(www, now + 1h));
}

TEST(Schedule, EveryTransientFaultBacksOffAlike) {
  for (const auto fault : {Fault::unreachable, Fault::timed_out, Fault::unavailable, Fault::unconfirmed}) {
    EXPECT_EQ(hold({5min}, {fault, ""}, 1), 10s) << to_string(fault);
  }
  EXPECT_EQ(hold({5min}, {Fault::throttled, ""}, 1), 1min);
}

TEST(Schedule, WhatNeedsAPersonWaitsAnHour) {
  for (const auto fault : {Fault::denied, Fault::missing, Fault::malformed, Fault::refused}) {
    EXPECT_EQ(hold({5min}, {fault, ""}, 1), 1h) << to_string(fault);
    EXPECT_EQ(hold({5min}, {fault, ""}, 9), 1h) << to_string(fault);
    EXPECT_EQ(hold({24h}, {fault, ""}, 1), 1h) << to_string(fault);
  }
}

TEST(Schedule, WaitsAsLongAsTheServerAsksButNotForDays) {
  EXPECT_EQ(hold({5min}, {Fault::throttled, "", 30s}, 1), 30s);
  EXPECT_EQ(hold({5min}, {Fault::throttled, "", 2h}, 1), 2h);
  EXPECT_EQ(hold({5min}, {Fault::unavailable, "", 20min}, 1), 20min);
  EXPECT_EQ(hold({5min}, {Fault::throttled, "", 999h}, 1), 24h);
  EXPECT_EQ(hold({5min}, {Fault::throttled, "", std::chrono::seconds::max()}, 1), 24h);
}

TEST(Schedule, AServerThatAsksForNoPatienceStillGetsSome) {
  EXPECT_EQ(hold({5min}, {Fault::throttled, "", 0s}, 1), 10s);
  EXPECT_EQ(hold({5min}, {Fault::throttled, "", -5s}, 3), 40s);
}

TEST(Schedule, AFamilyWithoutAVerdictIsAskedAgainSoonAndHasNoFailure) {
  Schedule schedule{Pace{5min, 0}};
  schedule.undecided(Family::ipv4, now);
  EXPECT_EQ(schedule.next(now, middle), now + 10s);
  EXPECT_FALSE(schedule.failure_of(Family::ipv4));
  EXPECT_FALSE(schedule.is_due(Family::ipv4, now));
  EXPECT_TRUE(schedule.is_due(Family::ipv6, now));
  schedule.undecided(Family::ipv4, now);
  EXPECT_EQ(schedule.next(now, middle), now + 20s);
  schedule.succeeded(Family::ipv4);
  EXPECT_EQ(schedule.next(now, middle), now + 5min);
}

TEST(Schedule, SuccessEndsTheBackoff) {
  Schedule schedule{Pace{5min}};
  schedule.failed(www, {Fault::timed_out, ""}, now);
  schedule.failed(www, {Fault::timed_out, ""}, now);
  schedule.succeeded(www);
  EXPECT_TRUE(schedule.is_due(www, now));
  schedule.failed(www, {Fault::timed_out, ""}, now);
  EXPECT_TRUE(schedule.is_due(www, now + 10s));
}

TEST(Schedule, OneSubjectsFailureDoesNotHoldBackAnother) {
  Schedule schedule{Pace{5min}};
  schedule.failed(www, {Fault::denied, "no right"}, now);
  EXPECT_FALSE(schedule.is_due(www, now));
  EXPECT_TRUE(schedule.is_due(mail, now));
  schedule.succeeded(mail);
  EXPECT_FALSE(schedule.is_due(www, now));
  EXPECT_EQ(schedule.failure_of(www)->detail, "no right");
}

TEST(Schedule, TheNextRoundIsAfterTheIntervalShiftedByTheJitter) {
  const Schedule schedule{Pace{5min, 0.1}};
  EXPECT_EQ(schedule.next(now, 0.0), now + 270s);
  EXPECT_EQ(schedule.next(now, middle), now + 300s);
  EXPECT_EQ(schedule.next(now, 0.75), now + 315s);
  EXPECT_LE(schedule.next(now, 0.999999), now + 330s);
  EXPECT_GE(schedule.next(now, 0.999999), now + 329s);
}

TEST(Schedule, WithoutJitterTheIntervalIsExact) {
  const Schedule schedule{Pace{90s, 0.0}};
  EXPECT_EQ(schedule.next(now, 0.0), now + 90s);
  EXPECT_EQ(schedule.next(now, 0.99), now + 90s);
}

TEST(Schedule, ATransientFailureBringsTheNextRoundForward) {
  Schedule schedule{Pace{5min, 0}};
  schedule.failed(www, {Fault::timed_out, ""}, now);
  EXPECT_EQ(schedule.next(now, middle), now + 10s);
  EXPECT_EQ(schedule.next(now + 4s, middle), now + 10s);
}

TEST(Schedule, JitterPutsARetryOffAndNeverBringsItForward) {
  Schedule schedule{Pace{5min, 0.1}};
  schedule.failed(www, {Fault::timed_out, ""}, now);
  EXPECT_EQ(schedule.next(now, 0), now + 10s);
  EXPECT_EQ(schedule.next(now, middle), now + 10s + 500ms);
}

TEST(Schedule, TheEarliestOfSeveralTransientFailuresCounts) {
  Schedule schedule{Pace{5min, 0}};
  schedule.failed(www, {Fault::timed_out, ""}, now);
  schedule.failed(www, {Fault::timed_out, ""}, now);
  schedule.failed(mail, {Fault::unreachable, ""}, now);
  EXPECT_EQ(schedule.next(now, middle), now + 10s);
}

TEST(Schedule, AFailureThatNeedsAPersonDoesNotMoveTheNextRound) {
  Schedule schedule{Pace{5min}};
  schedule.failed(www, {Fault::denied, ""}, now);
  EXPECT_EQ(schedule.next(now, middle), now + 5min);
}

TEST(Schedule, NorDoesTheEndOfItsHour) {
  Schedule schedule{Pace{5min}};
  schedule.failed(www, {Fault::denied, ""}, now);
  EXPECT_EQ(schedule.next(now + 58min, middle), now + 63min);
}

TEST(Schedule, ALongRetryAfterDoesNotDelayTheNextRound) {
  Schedule schedule{Pace{5min}};
  schedule.failed(www, {Fault::throttled, "", 2h}, now);
  EXPECT_EQ(schedule.next(now, middle), now + 5min);
}

TEST(Schedule, AnotherNetworkMakesDueWhatCouldNotBeReached) {
  for (const auto fault : {Fault::unreachable, Fault::timed_out}) {
    Schedule schedule{Pace{5min}};
    schedule.failed(www, {fault, ""}, now);
    schedule.network_changed();
    EXPECT_TRUE(schedule.is_due(www, now)) << to_string(fault);
  }
}

TEST(Schedule, AnotherNetworkForgivesNoRefusalAndNoRetryAfter) {
  for (const auto fault : {Fault::unavailable, Fault::unconfirmed, Fault::throttled, Fault::denied, Fault::missing,
                           Fault::malformed, Fault::refused}) {
    Schedule schedule{Pace{5min}};
    schedule.failed(www, {fault, "", 2min}, now);
    schedule.network_changed();
    EXPECT_FALSE(schedule.is_due(www, now + 1min)) << to_string(fault);
  }
}

TEST(Schedule, ADampedRecordMayBeReadAndItsTimeBringsTheNextRoundForward) {
  Schedule schedule{Pace{1h, 0}};
  for (int i = 0; i < 9; ++i) {
    schedule.failed(www, {Fault::damped, "", 20min}, now);
  }
  EXPECT_TRUE(schedule.is_due(www, now));
  EXPECT_EQ(schedule.next(now, middle), now + 20min);
}

TEST(Schedule, TheFirstRoundIsAtOnce) {
  EXPECT_EQ((Schedule{Pace{5min, 0.1}}.first(now, 0.999)), now);
  EXPECT_EQ((Schedule{Pace{5min, 0.0}}.first(SteadyTime(20s), 0.999)), SteadyTime(20s));
}

TEST(Schedule, OnAMachineThatWasJustBootedTheFirstRoundIsSpreadOverTwoSeconds) {
  const Schedule schedule{Pace{24h, 0.1}};
  EXPECT_EQ(schedule.first(SteadyTime(20s), 0.0), SteadyTime(20s));
  EXPECT_EQ(schedule.first(SteadyTime(20s), middle), SteadyTime(21s));
  EXPECT_LE(schedule.first(SteadyTime(20s), 0.999999), SteadyTime(22s));
}

TEST(Schedule, AFailureWhoseTimeHasPassedDoesNotMakeRoundsFollowEachOtherAtOnce) {
  Schedule schedule{Pace{5min}};
  schedule.failed(www, {Fault::timed_out, ""}, now);
  EXPECT_EQ(schedule.next(now + 10s, middle), now + 10s + 5min);
}

}  // namespace
}  // namespace dyndns
