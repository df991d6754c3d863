#include "update/report.hpp"

#include <gtest/gtest.h>
#include <sysexits.h>

#include "fakes/ip.hpp"

namespace dyndns::update {
namespace {

using fakes::ip;
using namespace std::chrono_literals;

const Address ours = ip("81.2.69.142");
const Address old = ip("81.2.69.7");
const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey mail{"example.com", "mail", RecordType::a};
const RrsetKey org{"example.org", "www", RecordType::a};
constexpr WallTime now{std::chrono::seconds(1'767'225'600)};
constexpr SteadyTime tick{1000h};

RecordReport record(const RrsetKey& key, Outcome outcome, std::optional<Fault> fault = {}) {
  RecordReport report{key, outcome};
  if (outcome != Outcome::undecided) {
    report.address = ours;
  }
  report.ttl = Ttl(300);
  if (fault) {
    report.failure = Failure{*fault, std::string(to_string(*fault))};
  }
  return report;
}

Findings agreed() { return {Family::ipv4, 3, 3, {}, Agreed{ours, {"a", "b", "c"}}}; }
Findings no_quorum() { return {Family::ipv4, 3, 3}; }

Report report(std::vector<RecordReport> records) { return {false, {agreed()}, std::move(records)}; }

State known(const RrsetKey& key, const Address& address, WallTime when) {
  return {"fake", {{key, {address, Ttl(300), when, when}}}};
}

TEST(Remember, WhatWasSeenIsConfirmedNow) {
  for (const auto outcome : {Outcome::changed, Outcome::unchanged}) {
    SCOPED_TRACE(to_string(outcome));
    const auto state = remember({"fake", {}}, report({record(www, outcome)}), {now});
    EXPECT_EQ(state.records, known(www, ours, now).records);
  }
}

TEST(Remember, AnAddressThatStaysKeepsTheTimeOfItsBeginning) {
  const auto state = remember(known(www, ours, now - 2h), report({record(www, Outcome::unchanged)}), {now});
  EXPECT_EQ(state.records.at(www), (Confirmation{ours, Ttl(300), now - 2h, now}));
}

TEST(Remember, ANewAddressBeginsNow) {
  const auto state = remember(known(www, old, now - 2h), report({record(www, Outcome::changed)}), {now});
  EXPECT_EQ(state.records, known(www, ours, now).records);
}

TEST(Remember, WhatWasNotAskedStaysAsItWas) {
  const auto before = known(www, ours, now - 2h);
  EXPECT_EQ(remember(before, report({record(www, Outcome::confirmed)}), {now}), before);
  EXPECT_EQ(remember(before, report({record(www, Outcome::undecided)}), {now}), before);
}

TEST(Remember, WhatFailedIsNoLongerConfirmed) {
  const auto failed = record(www, Outcome::failed, Fault::unconfirmed);
  const auto state = remember(known(www, ours, now - 1min), report({failed}), {now});
  EXPECT_FALSE(is_confirmed(state, {www, ours, {}}, now, 1h));
  EXPECT_FALSE(is_confirmed(state, {www, old, {}}, now, 1h));
  EXPECT_TRUE(remember({"fake", {}}, report({failed}), {now}).records.empty());
}

TEST(Remember, ADampedRecordIsInNoDoubtSinceItWasRead) {
  const auto before = known(www, old, now - 1min);
  EXPECT_EQ(remember(before, report({record(www, Outcome::failed, Fault::damped)}), {now}), before);
}

TEST(Remember, KeepsWithWhatCredentialItWasRead) {
  auto before = known(www, ours, now);
  before.access = 7;
  EXPECT_EQ(remember(before, report({record(www, Outcome::confirmed)}), {now}), before);
}

TEST(Spend, WhatMayHaveBeenWrittenCosts) {
  auto written = record(www, Outcome::failed, Fault::unconfirmed);
  written.is_written = true;
  WriteBudget budget;
  for (int i = 0; i < WriteBudget::most; ++i) {
    budget = spend(budget, report({record(mail, Outcome::unchanged), written}), tick);
  }
  EXPECT_TRUE(budget.why_not(www, tick));
  EXPECT_FALSE(budget.why_not(mail, tick));
  EXPECT_FALSE(budget.is_strained(mail, tick));
}

TEST(Remember, WhatIsNoLongerConfiguredIsForgotten) {
  const auto state = remember(known(mail, ours, now), report({record(www, Outcome::confirmed)}), {now});
  EXPECT_FALSE(state.records.contains(mail));
  EXPECT_EQ(state.origin, "fake");
}

// Of a round that takes no time.
[[nodiscard]] Schedule after(const Schedule& schedule, const Report& round, SteadyTime when) {
  return reschedule(schedule, round, when, when);
}

TEST(Reschedule, AFailedRecordWaits) {
  Schedule schedule{Pace{5min, 0}};
  schedule = after(schedule, report({record(www, Outcome::failed, Fault::denied)}), tick);
  EXPECT_FALSE(schedule.is_due(www, tick + 59min));
  EXPECT_TRUE(schedule.is_due(www, tick + 1h));
  EXPECT_TRUE(schedule.is_due(org, tick));
}

TEST(Reschedule, ASuccessClearsTheRecord) {
  Schedule schedule{Pace{5min, 0}};
  schedule = after(schedule, report({record(www, Outcome::failed, Fault::timed_out)}), tick);
  schedule = after(schedule, report({record(www, Outcome::changed)}), tick + 10s);
  EXPECT_TRUE(schedule.is_due(www, tick + 10s));
  EXPECT_FALSE(schedule.failure_of(www));
}

TEST(Reschedule, OneFailingRecordDoesNotHoldBackItsNeighbours) {
  Schedule schedule{Pace{5min, 0}};
  schedule =
      after(schedule, report({record(mail, Outcome::changed), record(www, Outcome::failed, Fault::missing)}), tick);
  EXPECT_TRUE(schedule.is_due(mail, tick));
  EXPECT_FALSE(schedule.is_due(www, tick));
}

TEST(Reschedule, WhatWasNotTriedInThisRoundDoesNotWaitLonger) {
  Schedule schedule{Pace{5min, 0}};
  const auto refused = report({record(www, Outcome::failed, Fault::denied)});
  schedule = after(schedule, refused, tick);
  schedule = after(schedule, refused, tick + 30min);  // reported again, but Gandi was not asked
  EXPECT_TRUE(schedule.is_due(www, tick + 1h));
}

// The round began before the record was due, and ended after.
TEST(Reschedule, WhatBecomesDueDuringARoundThatLeftItAloneIsDueForTheNext) {
  Schedule schedule{Pace{5min, 0}};
  const auto refused = report({record(www, Outcome::failed, Fault::denied)});
  schedule = after(schedule, refused, tick);
  schedule = reschedule(schedule, refused, tick + 1h - 1s, tick + 1h + 1s);
  EXPECT_TRUE(schedule.is_due(www, tick + 1h + 1s));
}

TEST(Reschedule, AFamilyThatTheHostDoesNotHaveIsAskedAgainByTheInterval) {
  Schedule schedule{Pace{5min, 0}};
  auto absent = no_quorum();
  absent.is_absent = true;
  schedule = after(schedule, {false, {absent}, {record(www, Outcome::undecided)}}, tick);
  EXPECT_EQ(schedule.next(tick, 0.5), tick + 5min);
}

TEST(Reschedule, ARecordOfAFamilyThatIsGoneIsDueWhenItIsBack) {
  Schedule schedule{Pace{5min, 0}};
  auto absent = no_quorum();
  absent.is_absent = true;
  schedule = after(schedule, {false, {absent}, {record(www, Outcome::undecided, Fault::missing)}}, tick);
  EXPECT_TRUE(schedule.is_due(www, tick));
}

TEST(Reschedule, ARecordOfWhichNothingWasSeenGoesOnWaiting) {
  for (const auto outcome : {Outcome::undecided, Outcome::confirmed}) {
    Schedule schedule{Pace{5min, 0}};
    schedule = after(schedule, report({record(www, Outcome::failed, Fault::denied)}), tick);
    schedule = after(schedule, report({record(www, outcome)}), tick + 1min);
    EXPECT_FALSE(schedule.is_due(www, tick + 30min)) << to_string(outcome);
  }
}

TEST(Reschedule, AFamilyWithoutAQuorumIsAskedAgainSoon) {
  Schedule schedule{Pace{5min, 0}};
  const Report none{false, {no_quorum()}, {record(www, Outcome::undecided)}};
  schedule = after(schedule, none, tick);
  EXPECT_EQ(schedule.next(tick, 0.5), tick + 10s);
  schedule = after(schedule, report({record(www, Outcome::confirmed)}), tick + 10s);
  EXPECT_EQ(schedule.next(tick + 10s, 0.5), tick + 10s + 5min);
}

TEST(ExitCode, IsZeroWhenAllIsWell) {
  EXPECT_EQ(exit_code(Report()), EX_OK);
  for (const auto outcome : {Outcome::confirmed, Outcome::unchanged, Outcome::planned, Outcome::changed}) {
    EXPECT_EQ(exit_code(report({record(www, outcome)})), EX_OK) << to_string(outcome);
  }
}

TEST(ExitCode, NamesEachFaultAsTheManualSays) {
  EXPECT_EQ(exit_code(Fault::unreachable), 69);
  EXPECT_EQ(exit_code(Fault::timed_out), 69);
  EXPECT_EQ(exit_code(Fault::unavailable), 75);
  EXPECT_EQ(exit_code(Fault::unconfirmed), 75);
  EXPECT_EQ(exit_code(Fault::throttled), 75);
  EXPECT_EQ(exit_code(Fault::damped), 75);
  EXPECT_EQ(exit_code(Fault::malformed), 75);
  EXPECT_EQ(exit_code(Fault::denied), 77);
  EXPECT_EQ(exit_code(Fault::missing), 78);
  EXPECT_EQ(exit_code(Fault::refused), 78);
}

TEST(ExitCode, NoQuorumIsUnavailable) {
  EXPECT_EQ(exit_code({false, {no_quorum()}, {record(www, Outcome::undecided)}}), 69);
}

TEST(ExitCode, AFamilyThatTheHostDoesNotHaveIsNoFault) {
  auto absent = no_quorum();
  absent.is_absent = true;
  EXPECT_EQ(exit_code({false, {absent, agreed()}, {record(www, Outcome::confirmed)}}), EX_OK);
}

TEST(ExitCode, WhatIsServedOfAFamilyThatIsGoneIsOne) {
  auto absent = no_quorum();
  absent.is_absent = true;
  const auto stale = record(www, Outcome::undecided, Fault::missing);
  EXPECT_EQ(exit_code({false, {absent, agreed()}, {stale, record(mail, Outcome::confirmed)}}), 1);
  EXPECT_EQ(exit_code({false, {absent}, {stale, record(mail, Outcome::failed, Fault::throttled)}}), 75);
}

TEST(ExitCode, OfSeveralIsTheWorst) {
  const auto of = [](Fault one, Fault other) {
    return exit_code(report(
        {record(www, Outcome::failed, one), record(mail, Outcome::changed), record(org, Outcome::failed, other)}));
  };
  EXPECT_EQ(of(Fault::throttled, Fault::denied), 77);
  EXPECT_EQ(of(Fault::denied, Fault::unreachable), 77);
  EXPECT_EQ(of(Fault::throttled, Fault::unreachable), 69);
  EXPECT_EQ(of(Fault::missing, Fault::denied), 78);
}

TEST(Remember, AMoveIsNotedWithWhatItWasAndWhoAgreed) {
  auto moved = record(www, Outcome::changed);
  moved.before = {old};
  const auto state = remember(known(www, old, now - 2h), report({moved}), {now, "network", 800ms});
  ASSERT_EQ(state.moves.size(), 1U);
  EXPECT_EQ(state.moves[0].key, www);
  EXPECT_EQ(state.moves[0].before, old);
  EXPECT_EQ(state.moves[0].after, ours);
  EXPECT_EQ(state.moves[0].at, now);
  EXPECT_EQ(state.moves[0].occasion, "network");
  EXPECT_EQ(state.moves[0].took, 800ms);
  EXPECT_EQ(remember(state, report({record(www, Outcome::unchanged)}), {now}).moves, state.moves);
}

TEST(Remember, AnotherTtlIsNoMove) {
  auto changed = record(www, Outcome::changed);
  changed.before = {ours};
  EXPECT_TRUE(remember(known(www, ours, now), report({changed}), {now}).moves.empty());
}

TEST(Remember, OnlyTheNewestMovesAreKept) {
  auto moved = record(www, Outcome::changed);
  moved.before = {old};
  State state{"fake", {}};
  for (int i = 0; i < 250; ++i) {
    state = remember(std::move(state), report({moved}), {now + std::chrono::seconds(i)});
  }
  ASSERT_EQ(state.moves.size(), most_moves);
  EXPECT_EQ(state.moves.back().at, now + 249s);
}

}  // namespace
}  // namespace dyndns::update
