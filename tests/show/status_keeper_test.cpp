#include "show/status_keeper.hpp"

#include <gtest/gtest.h>

#include "fakes/world.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;
using fakes::ip;
using fakes::www;

constexpr WallTime now{1'790'000'000s};
const Address ours = ip("81.2.69.142");

class StatusKeeperTest : public testing::Test {
 protected:
  void note(const update::Report& report, WallTime when = now) {
    keeper.note({report, *job, state, stored, schedule, {}, woken}, when, steady);
  }
  [[nodiscard]] const SourceStatus& source(std::size_t index) const { return keeper.status().sources.at(index); }

  static update::Report good_report(Result<Address> first_says = ours) {
    update::Report report;
    report.findings.push_back({Family::ipv4,
                               3,
                               4,
                               {{"https://IPv4 operator 0/ip", "IPv4 operator 0", std::move(first_says), 80ms}},
                               Agreed{ours, {"a", "b", "c"}}});
    report.records.push_back({www, Outcome::confirmed, {}, ours, Ttl(300)});
    return report;
  }

  fakes::World world;
  std::shared_ptr<update::Job> job = world.make_job({{www, {}}}, 3);
  State state{"fake", {{www, {ours, Ttl(300), now - 24h, now - 1h}}}};
  Result<void> stored;
  const SteadyTime steady{1h};
  Schedule schedule{Pace()};
  std::optional<update::Waking> woken;
  StatusKeeper keeper;
};

TEST_F(StatusKeeperTest, KnowsNothingBeforeTheFirstRound) { EXPECT_EQ(keeper.status(), Status()); }

TEST_F(StatusKeeperTest, AGoodRoundHasNoProblem) {
  note(good_report());
  const auto& status = keeper.status();
  EXPECT_EQ(status.summary, "81.2.69.142 in 1 record");
  EXPECT_TRUE(status.troubles.empty());
  EXPECT_EQ(status.last_round, now);
  EXPECT_EQ(status.occasion, "time");
  ASSERT_EQ(status.addresses.size(), 1U);
  EXPECT_EQ(status.addresses[0].address, ours);
  ASSERT_EQ(status.records.size(), 1U);
  EXPECT_EQ(status.records[0].outcome, Outcome::confirmed);
  EXPECT_EQ(status.records[0].seen, state.records.at(www));
}

TEST_F(StatusKeeperTest, EverySourceIsListedWhetherItWasAskedOrNot) {
  note(good_report());
  ASSERT_EQ(keeper.status().sources.size(), 3U);
  EXPECT_EQ(source(0).heard->address, ours);
  EXPECT_EQ(source(0).heard->agrees, true);
  EXPECT_EQ(source(0).heard->when, now);
  EXPECT_FALSE(source(1).heard);
}

TEST_F(StatusKeeperTest, TheLastWordOfASourceStaysUntilItsNext) {
  note(good_report(ip("104.18.0.0")));
  auto quiet = good_report();
  quiet.findings[0].answers.clear();
  note(quiet, now + 5min);
  EXPECT_EQ(source(0).heard->address, ip("104.18.0.0"));
  EXPECT_EQ(source(0).heard->agrees, false);
  EXPECT_EQ(source(0).heard->when, now);
  note(good_report(Failure{Fault::timed_out, "no answer within 10 s"}), now + 10min);
  EXPECT_EQ(source(0).heard->address, std::nullopt);
  EXPECT_EQ(source(0).heard->failure, "no answer within 10 s");
}

TEST_F(StatusKeeperTest, TheLastEightTimesAreTicks) {
  auto without = good_report();
  without.findings[0].verdict = NoQuorum();
  auto overtaken = good_report();
  overtaken.findings[0].answers.clear();
  overtaken.findings[0].silent = {{"https://IPv4 operator 0/ip", "IPv4 operator 0", 300ms, true}};
  for (int i = 0; i < 5; ++i) {
    note(good_report());
  }
  note(good_report(ip("104.18.0.0")));
  note(good_report(Failure{Fault::timed_out, "no answer"}));
  note(without);
  EXPECT_FALSE(source(0).heard->agrees);
  note(overtaken);
  EXPECT_EQ(source(0).ticks, "++++x-?.");
  EXPECT_EQ(source(1).ticks, "");
}

TEST_F(StatusKeeperTest, WhatMadeUsLookIsKnown) {
  woken = update::Waking::by_network;
  note(good_report());
  EXPECT_EQ(keeper.status().occasion, "network");
  woken = update::Waking::by_person;
  note(good_report());
  EXPECT_EQ(keeper.status().occasion, "request");
}

TEST_F(StatusKeeperTest, ASourceIsInOneOfTheStates) {
  note(good_report());
  EXPECT_EQ(source(0).state, SourceState::good);  // by its answer alone
  EXPECT_EQ(source(1).state, SourceState::unasked);
  note(good_report(Failure{Fault::timed_out, "no answer"}));
  EXPECT_EQ(source(0).state, SourceState::failing);
  const SourceKey key{Family::ipv4, "https://IPv4 operator 0/ip"};
  state.standings[key] = {85ms, 4ms, 1, now + 10min, "said 104.18.0.0"};
  note(good_report());
  EXPECT_EQ(source(0).state, SourceState::resting);
  note(good_report(), now + 10min);
  EXPECT_EQ(source(0).state, SourceState::trial);
  state.standings[key] = {85ms, 4ms};
  state.standings[key].overtaken = 1;
  note(good_report());
  EXPECT_EQ(source(0).state, SourceState::overtaken);
}

TEST_F(StatusKeeperTest, TheStandingIsTheRememberedOne) {
  const Standing standing{85ms, 4ms, 1, now + 10min, "said 104.18.0.0"};
  state.standings[{Family::ipv4, "https://IPv4 operator 1/ip"}] = standing;
  note(good_report());
  EXPECT_EQ(source(1).standing, standing);
  EXPECT_EQ(source(0).standing, Standing());
}

TEST_F(StatusKeeperTest, WhatIsWrongIsATroubleEachWithTheTimeOfTheNextTry) {
  update::Report report;
  report.findings.push_back({Family::ipv4, 3, 4});
  update::RecordReport failed{www, Outcome::failed};
  failed.failure = Failure{Fault::denied, "the token was refused"};
  report.records.push_back(failed);
  schedule.failed(www, *failed.failure, steady);
  note(report);
  const auto& status = keeper.status();
  ASSERT_EQ(status.troubles.size(), 2U);
  EXPECT_EQ(status.troubles[0].what,
            "no quorum for IPv4: no address has a vote, 3 are required, none of 4 operators gave an address");
  EXPECT_EQ(status.troubles[0].exit_code, 69);
  EXPECT_EQ(status.troubles[1], (Trouble{"cannot update 'www.example.com': the token was refused", 77, now + 1h}));
  EXPECT_EQ(status.addresses[0].why, status.troubles[0].what);
  EXPECT_EQ(status.records[0].failure, "the token was refused");
}

TEST_F(StatusKeeperTest, AFamilyThatTheHostLacksIsNoProblem) {
  update::Report report;
  Findings findings{Family::ipv6, 3, 4};
  findings.is_absent = true;
  report.findings.push_back(findings);
  note(report);
  EXPECT_TRUE(keeper.status().troubles.empty());
  EXPECT_EQ(keeper.status().addresses[0].why, "this host has no global IPv6 address");
}

}  // namespace
}  // namespace dyndns::show
