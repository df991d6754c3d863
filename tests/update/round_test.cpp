#include "update/round.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "fakes/world.hpp"

namespace dyndns::update {
namespace {

using namespace std::chrono_literals;
using fakes::apex;
using fakes::ip;
using fakes::org;
using fakes::www;
using fakes::www6;

const Address ours = ip("81.2.69.142");
const Address old = ip("81.2.69.7");

class RoundTest : public testing::Test {
 protected:
  Report hold(Job& job, RoundOrder order = {}) {
    return world.clock.run(run_round(job, std::move(order), world.clock, world.random));
  }
  // As if this address had been seen there so long ago.
  [[nodiscard]] State seen(const RrsetKey& key, const Address& address, std::chrono::seconds ago) {
    const auto when = world.clock.wall() - ago;
    return {"fake", {{key, {address, Ttl(300), when, when}}}};
  }

  fakes::World world;
};

TEST_F(RoundTest, WhatIsKnownToBeRightIsNotAskedOfGandi) {
  const auto job = world.make_job({{www, {}}});
  job->pace.jitter = 0;
  const auto report = hold(*job, {seen(www, ours, 59min)});
  ASSERT_EQ(report.records.size(), 1U);
  EXPECT_EQ(report.records[0].outcome, Outcome::confirmed);
  EXPECT_EQ(report.records[0].address, ours);
  EXPECT_EQ(report.records[0].ttl, Ttl(300));
  EXPECT_EQ(world.gandi.calls(), 0U);
}

TEST_F(RoundTest, AfterTheVerifyIntervalItIsReadOnce) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  const auto report = hold(*job, {seen(www, ours, 1h)});
  EXPECT_EQ(report.records[0].outcome, Outcome::unchanged);
  EXPECT_EQ(world.gandi.reads, 1U);
  EXPECT_EQ(world.gandi.applies, 0U);
}

TEST_F(RoundTest, AnotherAddressIsWritten) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{old}, Ttl(300), {}});
  const auto report = hold(*job, {seen(www, old, 1min)});
  EXPECT_EQ(report.records[0].outcome, Outcome::changed);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{ours});
}

TEST_F(RoundTest, WithJitterItIsReadByLotInTheSecondHalfOfTheVerifyInterval) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  const auto read_after = [&](std::chrono::seconds ago) {
    int reads = 0;
    for (std::uint64_t lot = 0; lot < 100; ++lot) {
      RoundOrder order{seen(www, ours, ago)};
      order.lot = lot;
      reads += hold(*job, std::move(order)).records[0].outcome == Outcome::unchanged ? 1 : 0;
    }
    return reads;
  };
  EXPECT_EQ(read_after(29min), 0);
  EXPECT_NEAR(read_after(45min), 50, 20);
  EXPECT_EQ(read_after(60min), 100);
}

TEST_F(RoundTest, WhatWasConfirmedTogetherInADomainIsReadTogether) {
  const auto job = world.make_job({{www, {}}, {apex, {}}});
  for (const auto& key : {www, apex}) {
    world.gandi.put(key, {{ours}, Ttl(300), {}});
  }
  auto known = seen(www, ours, 45min);
  known.records.emplace(apex, known.records.at(www));
  for (std::uint64_t lot = 0; lot < 20; ++lot) {
    SCOPED_TRACE(lot);
    RoundOrder order{known};
    order.lot = lot;
    const auto report = hold(*job, std::move(order));
    EXPECT_EQ(report.records[0].outcome, report.records[1].outcome);
  }
}

TEST_F(RoundTest, ToVerifyItReadsWhateverIsKnown) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{old}, Ttl(300), {}});
  RoundOrder order{seen(www, ours, 1min)};
  order.verify = true;
  EXPECT_EQ(hold(*job, std::move(order)).records[0].outcome, Outcome::changed);
  EXPECT_EQ(world.gandi.at(www).addresses, std::set{ours});
}

TEST_F(RoundTest, AReadThatFindsWhatIsWantedInPlaceOfWhatWasRememberedIsAChange) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  const auto record = hold(*job, {seen(www, old, 1min)}).records[0];
  EXPECT_EQ(record.outcome, Outcome::changed);
  EXPECT_EQ(record.before, std::set{old});
  EXPECT_FALSE(record.is_written);
  EXPECT_TRUE(world.gandi.writes.empty());
}

TEST_F(RoundTest, WhatWasRememberedOfAnotherApiMakesNoChange) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  auto known = seen(www, old, 1min);
  known.origin = "another";
  EXPECT_EQ(hold(*job, {known}).records[0].outcome, Outcome::unchanged);
  EXPECT_EQ(hold(*job, {seen(www, old, 1min), {}, true}).records[0].outcome, Outcome::unchanged);  // nor a dry run
}

TEST_F(RoundTest, WhatWasSeenAtAnotherApiSaysNothing) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  auto known = seen(www, ours, 1min);
  known.origin = "another";
  EXPECT_EQ(hold(*job, {known}).records[0].outcome, Outcome::unchanged);
}

TEST_F(RoundTest, ADryRunReadsAlwaysAndWritesNothing) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  const auto right = hold(*job, {seen(www, ours, 1min), {}, true});
  EXPECT_TRUE(right.dry_run);
  EXPECT_EQ(right.records[0].outcome, Outcome::unchanged);
  EXPECT_EQ(world.gandi.reads, 1U);

  world.gandi.put(www, {{old}, Ttl(300), {}});
  const auto wrong = hold(*job, {seen(www, ours, 1min), {}, true});
  EXPECT_EQ(wrong.records[0].outcome, Outcome::planned);
  EXPECT_TRUE(world.gandi.writes.empty());
}

TEST_F(RoundTest, WithoutAQuorumTheRecordsAreLeftAlone) {
  const auto job = world.make_job({{www, {}}});
  world.gandi.put(www, {{old}, Ttl(300), {}});
  world.where.ipv4.reset();
  const auto report = hold(*job);
  EXPECT_EQ(report.records[0].outcome, Outcome::undecided);
  EXPECT_FALSE(report.records[0].address);
  EXPECT_FALSE(report.records[0].failure);
  EXPECT_EQ(world.gandi.calls(), 0U);
}

TEST_F(RoundTest, OneFamilyWithoutAQuorumDoesNotHoldUpTheOther) {
  const auto job = world.make_job({{www, {}}, {www6, {}}});
  world.where.ipv4.reset();
  const auto report = hold(*job);
  ASSERT_EQ(report.records.size(), 2U);
  EXPECT_EQ(report.records[0].outcome, Outcome::undecided);
  EXPECT_EQ(report.records[1].outcome, Outcome::changed);
  EXPECT_EQ(world.gandi.at(www6).addresses, std::set{ip("2a02:6b67::1")});
  EXPECT_TRUE(world.gandi.at(www).addresses.empty());
}

TEST_F(RoundTest, AFamilyThatTheHostDoesNotHaveIsKnownToBeAbsentOnlyWhenNobodyCanTell) {
  const auto job = world.make_job({{www6, {}}});
  job->families[0].is_absent = [] { return true; };
  EXPECT_FALSE(hold(*job).findings[0].is_absent);
  world.where.ipv6.reset();
  EXPECT_TRUE(hold(*job).findings[0].is_absent);
  job->families[0].is_absent = [] { return false; };
  EXPECT_FALSE(hold(*job).findings[0].is_absent);
}

TEST_F(RoundTest, WhatIsServedOfAFamilyThatIsGoneIsAProblem) {
  const auto job = world.make_job({{www6, {}}});
  job->families[0].is_absent = [] { return true; };
  world.where.ipv6.reset();
  EXPECT_FALSE(hold(*job).records[0].failure) << "nothing is known to be served";
  const auto record = hold(*job, {seen(www6, ip("2a02:6b67::1"), 1min)}).records[0];
  EXPECT_EQ(record.outcome, Outcome::undecided);
  ASSERT_TRUE(record.failure);
  EXPECT_EQ(
      record.failure->detail,
      "Gandi still serves 2a02:6b67::1, but this host has no global IPv6 address any more; if it is to have none, "
      "set \"ipv6\": false and delete the record");
}

TEST_F(RoundTest, AFamilyThatMayOnlyBeLateIsNotCalledGone) {
  const auto job = world.make_job({{www, {}}, {www6, {}}});
  for (auto& family : job->families) {
    family.is_absent = [&family] { return family.family == Family::ipv6; };
  }
  world.where.ipv6.reset();
  RoundOrder order{seen(www6, ip("2a02:6b67::1"), 1min)};
  EXPECT_TRUE(hold(*job, order).records[1].failure);
  order.gone.erase(Family::ipv6);
  EXPECT_FALSE(hold(*job, order).records[1].failure) << "it was there in the round before, or nobody looked";
  order.gone.insert(Family::ipv6);
  world.where.ipv4.reset();
  EXPECT_FALSE(hold(*job, order).records[1].failure) << "there is no network";
}

TEST_F(RoundTest, WhereTheHostItselfIsInTheWayNobodyIsAsked) {
  const auto job = world.make_job({{www, {}}});
  job->families[0].obstacle = [] { return std::string("there is no interface 'wan2'"); };
  const auto findings = hold(*job).findings[0];
  EXPECT_EQ(findings.asked, 0U);
  EXPECT_EQ(findings.obstacle, "there is no interface 'wan2'");
  EXPECT_EQ(agreement(findings), nullptr);
  EXPECT_FALSE(is_well(findings));
}

TEST_F(RoundTest, WhatTheHostSaysOfItselfIsToldWithTheVerdict) {
  const auto job = world.make_job({{www, {}}});
  job->families[0].way = [] { return std::string("dev eth0"); };
  job->families[0].note = [](const Address& seen) { return "translated to " + seen.to_string(); };
  const auto findings = hold(*job).findings[0];
  EXPECT_EQ(findings.way, "dev eth0");
  EXPECT_EQ(findings.note, "translated to " + ours.to_string());
}

TEST_F(RoundTest, ASuffixIsPublishedUnderThePrefixThatWasAgreedOn) {
  const RrsetKey apex6{"example.com", "@", RecordType::aaaa};
  const auto job = world.make_job({{apex6, {}}, {www6, {}, Ipv6Suffix{ip("::aaaa:0:0:42"), 64}}});
  world.where.ipv6 = ip("2a02:6b67:0:7:1:2:3:4");
  EXPECT_EQ(hold(*job).records[1].outcome, Outcome::changed);
  EXPECT_EQ(world.gandi.at(www6).addresses, std::set{ip("2a02:6b67:0:7:aaaa::42")});
  EXPECT_EQ(world.gandi.at(apex6).addresses, std::set{*world.where.ipv6});
}

TEST_F(RoundTest, AnAddressThatASuffixMadeIsJudgedLikeOneThatWasVotedAndHoldsUpNoOther) {
  const RrsetKey apex6{"example.com", "@", RecordType::aaaa};
  const auto job = world.make_job({{apex6, {}}, {www6, {}, Ipv6Suffix{ip("1::1"), 1}}});
  const auto report = hold(*job);
  EXPECT_EQ(report.records[0].outcome, Outcome::changed);
  EXPECT_EQ(report.records[1].outcome, Outcome::failed);
  EXPECT_EQ(report.records[1].failure->fault, Fault::refused);
  EXPECT_TRUE(world.gandi.at(www6).addresses.empty());
}

TEST_F(RoundTest, TheFamiliesAreAskedSideBySide) {
  const auto job = world.make_job({{www, {}}, {www6, {}}});
  const auto known = State{"fake",
                           {{www, {ours, Ttl(300), world.clock.wall(), world.clock.wall()}},
                            {www6, {ip("2a02:6b67::1"), Ttl(300), world.clock.wall(), world.clock.wall()}}}};
  const auto before = world.clock.steady();
  (void)hold(*job, {known});
  EXPECT_EQ(world.clock.steady() - before, 50ms);
}

TEST_F(RoundTest, ARecordThatIsHeldIsNotAskedAndSaysWhy) {
  const auto job = world.make_job({{www, {}}, {org, {}}});
  const Failure denied{Fault::denied, "the token is refused"};
  const auto report = hold(*job, {{}, {{www, denied}}});
  ASSERT_EQ(report.records.size(), 2U);
  EXPECT_EQ(report.records[0].outcome, Outcome::failed);
  EXPECT_EQ(report.records[0].failure, denied);
  EXPECT_EQ(report.records[1].outcome, Outcome::changed);
  EXPECT_EQ(world.gandi.asked_domains, std::set<std::string>{"example.org"});
}

TEST_F(RoundTest, WhatIsKnownToBeRightIsNoFailureOfAHeldRecord) {
  const auto job = world.make_job({{www, {}}});
  const auto report = hold(*job, {seen(www, ours, 1min), {{www, {Fault::denied, "refused"}}}});
  EXPECT_EQ(report.records[0].outcome, Outcome::confirmed);
}

TEST_F(RoundTest, ReportsEveryRecordInTheOrderOfTheKeys) {
  const auto job = world.make_job({{www6, {}}, {org, {}}, {apex, {}}, {www, {}}});
  const auto report = hold(*job, {seen(apex, ours, 1min)});
  std::vector<RrsetKey> keys;
  std::ranges::transform(report.records, std::back_inserter(keys), &RecordReport::key);
  EXPECT_EQ(keys, (std::vector<RrsetKey>{apex, www, www6, org}));
}

TEST_F(RoundTest, AConfiguredTtlIsBroughtAbout) {
  const auto job = world.make_job({{www, Ttl(900)}});
  world.gandi.put(www, {{ours}, Ttl(300), {}});
  EXPECT_EQ(hold(*job, {seen(www, ours, 1min)}).records[0].outcome, Outcome::changed);
  EXPECT_EQ(world.gandi.at(www).ttl, Ttl(900));
}

TEST_F(RoundTest, EverySourceHasItsTurn) {
  const auto job = world.make_job({{www, {}}}, 12);
  for (int i = 0; i < 40; ++i) {
    (void)hold(*job, {seen(www, ours, 1min)});
  }
  for (const auto* source : world.sources) {
    EXPECT_GT(source->asked, 5U) << source->name();
    EXPECT_LT(source->asked, 35U) << source->name();
  }
}

TEST_F(RoundTest, RestsWhenItIsOver) {
  const auto job = world.make_job({{www, {}}});
  int rests = 0;
  job->rest = [&rests] { ++rests; };
  (void)hold(*job);
  EXPECT_EQ(rests, 1);
}

}  // namespace
}  // namespace dyndns::update
