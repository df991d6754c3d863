#include "update/revise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/system/system_error.hpp>

#include "fakes/fake_gandi.hpp"
#include "fakes/ip.hpp"
#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"

namespace dyndns::update {
namespace {

using namespace std::chrono_literals;
using fakes::Call;
using fakes::FakeRrset;
using fakes::ip;

const Address ours = ip("81.2.69.142");
const Address old = ip("81.2.69.7");
const Address theirs = ip("93.184.215.14");
const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey mail{"example.com", "mail", RecordType::a};
const RrsetKey org{"example.org", "www", RecordType::a};
const Failure down{Fault::unavailable, "Gandi answered with HTTP status 503"};

class ReviseTest : public testing::Test {
 protected:
  ReviseTest() {
    gandi.host({"example.com"});
    gandi.host({"example.org"});
    for (const auto& key : {www, mail, org}) {
      gandi.put(key, {{old}, Ttl(300), {}});
    }
  }

  std::vector<RecordReport> run(std::vector<RrsetKey> keys, bool dry_run = false) {
    Revision revision{rules, dry_run, {}};
    for (auto& key : keys) {
      revision.wanted.push_back({std::move(key), ours, {}});
    }
    const auto before = clock.steady();
    auto reports = clock.run(revise(gandi, std::move(revision)));
    took = clock.steady() - before;
    std::ranges::sort(reports, {}, &RecordReport::key);
    return reports;
  }
  RecordReport run_one(const RrsetKey& key, bool dry_run = false) { return run({key}, dry_run).at(0); }

  // The failure of one call on one domain.
  void break_down(Call call, const std::string& domain, const Failure& failure) {
    gandi.trouble = [=](Call now, const std::string& of) {
      return now == call && of == domain ? std::optional(failure) : std::nullopt;
    };
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  fakes::FakeGandi gandi{clock};
  PlanRules rules;
  SteadyTime::duration took{};
};

TEST_F(ReviseTest, NothingWantedIsNoCall) {
  EXPECT_TRUE(run({}).empty());
  EXPECT_EQ(gandi.calls(), 0U);
}

TEST_F(ReviseTest, WhatDiffersIsWrittenAndReadBack) {
  const auto report = run_one(www);
  EXPECT_EQ(report.outcome, Outcome::changed);
  EXPECT_EQ(report.before, std::set{old});
  EXPECT_EQ(report.address, ours);
  EXPECT_EQ(report.ttl, Ttl(300));
  EXPECT_FALSE(report.failure);
  EXPECT_EQ(gandi.at(www).addresses, std::set{ours});
  EXPECT_EQ(gandi.reads, 2U);
  EXPECT_EQ(gandi.applies, 1U);
}

TEST_F(ReviseTest, WhatIsRightIsNotWritten) {
  gandi.put(www, {{ours}, Ttl(10800), {}});
  const auto report = run_one(www);
  EXPECT_EQ(report.outcome, Outcome::unchanged);
  EXPECT_EQ(report.address, ours);
  EXPECT_EQ(report.ttl, Ttl(10800));
  EXPECT_EQ(gandi.reads, 1U);
  EXPECT_EQ(gandi.applies, 0U);
}

TEST_F(ReviseTest, OtherRecordsAreNotTouched) {
  (void)run_one(www);
  EXPECT_EQ(gandi.at(mail).addresses, std::set{old});
  EXPECT_EQ(gandi.at(org).addresses, std::set{old});
  EXPECT_EQ(gandi.asked_domains, std::set<std::string>{"example.com"});
}

TEST_F(ReviseTest, SeveralAddressesBecomeOneAndTheTtlStays) {
  gandi.put(www, {{old, theirs, ours}, Ttl(10800), {}});
  EXPECT_EQ(run_one(www).outcome, Outcome::changed);
  EXPECT_EQ(gandi.at(www), (FakeRrset{{ours}, Ttl(10800), {}}));
}

TEST_F(ReviseTest, AMissingRecordIsCreatedOrReportedAsTheRulesSay) {
  const RrsetKey fresh{"example.com", "new", RecordType::a};
  rules.create_missing = false;
  const auto refused = run_one(fresh);
  EXPECT_EQ(refused.outcome, Outcome::failed);
  EXPECT_EQ(refused.failure->fault, Fault::missing);
  EXPECT_EQ(refused.address, ours);
  EXPECT_TRUE(gandi.writes.empty());

  rules = {Ttl(600), true};
  const auto created = run_one(fresh);
  EXPECT_EQ(created.outcome, Outcome::changed);
  EXPECT_TRUE(created.before.empty());
  EXPECT_EQ(gandi.at(fresh), (FakeRrset{{ours}, Ttl(600), {}}));
}

TEST_F(ReviseTest, AnAliasIsReportedAndTheOtherRecordsAreUpdated) {
  gandi.put(www, {{}, Ttl(300), "host.example.net"});
  const auto reports = run({mail, www});
  EXPECT_EQ(reports[0].outcome, Outcome::changed);
  EXPECT_EQ(reports[1].outcome, Outcome::failed);
  EXPECT_EQ(reports[1].failure->fault, Fault::refused);
  EXPECT_EQ(gandi.at(www).cname, "host.example.net");
}

TEST_F(ReviseTest, ADryRunReadsAndPlansAndWritesNothing) {
  const auto report = run_one(www, true);
  EXPECT_EQ(report.outcome, Outcome::planned);
  EXPECT_EQ(report.before, std::set{old});
  EXPECT_EQ(report.address, ours);
  EXPECT_EQ(gandi.reads, 1U);
  EXPECT_EQ(gandi.applies, 0U);
  EXPECT_EQ(gandi.at(www).addresses, std::set{old});
}

TEST_F(ReviseTest, AReadThatFailsIsTheFailureOfEachRecordAndNothingIsWritten) {
  break_down(Call::read, "example.com", down);
  for (const auto& report : run({www, mail})) {
    SCOPED_TRACE(host_name(report.key));
    EXPECT_EQ(report.outcome, Outcome::failed);
    EXPECT_EQ(report.failure, down);
  }
  EXPECT_EQ(gandi.applies, 0U);
}

TEST_F(ReviseTest, AWriteThatFailsIsNotReadBack) {
  break_down(Call::apply, "example.com", down);
  const auto report = run_one(www);
  EXPECT_EQ(report.outcome, Outcome::failed);
  EXPECT_EQ(report.failure, down);
  EXPECT_EQ(report.before, std::set{old});
  EXPECT_EQ(gandi.reads, 1U);
}

TEST_F(ReviseTest, AWriteWhoseAnswerIsLostIsReadBackAndASuccessWhereItIsServed) {
  gandi.loses_answers = true;
  const auto report = run_one(www);
  EXPECT_EQ(report.outcome, Outcome::changed);
  EXPECT_EQ(report.before, std::set{old});
  EXPECT_FALSE(report.failure);
  EXPECT_EQ(gandi.reads, 2U);
}

TEST_F(ReviseTest, AWriteWhoseAnswerIsLostAndThatIsNotServedKeepsItsFailure) {
  gandi.loses_answers = true;
  gandi.ignores_writes = true;
  const auto report = run_one(www);
  EXPECT_EQ(report.outcome, Outcome::failed);
  EXPECT_EQ(report.failure, (Failure{Fault::unconfirmed, "no answer to the write"}));
  EXPECT_EQ(gandi.reads, 2U);
}

TEST_F(ReviseTest, WhatTheServerAsksWhenAWriteIsReadBackIsHeeded) {
  for (const bool is_answer_lost : {false, true}) {
    SCOPED_TRACE(is_answer_lost);
    gandi.loses_answers = is_answer_lost;
    gandi.put(www, {{old}, Ttl(300), {}});
    gandi.forget_calls();
    gandi.trouble = [this](Call call, const std::string&) {
      return call == Call::read && gandi.applies > 0 ? std::optional(Failure{Fault::throttled, "slow down", 20min})
                                                     : std::nullopt;
    };
    const auto report = run_one(www);
    EXPECT_EQ(report.failure->fault, Fault::unconfirmed);
    EXPECT_EQ(report.failure->retry_after, 20min);
  }
}

TEST_F(ReviseTest, SaysWhatMayHaveBeenWritten) {
  EXPECT_TRUE(run_one(www).is_written);
  EXPECT_FALSE(run_one(www).is_written);  // it was right
  gandi.ignores_writes = true;
  EXPECT_TRUE(run_one(mail).is_written);
  break_down(Call::apply, "example.org", down);
  EXPECT_FALSE(run_one(org).is_written);
}

TEST_F(ReviseTest, ADampedRecordIsReadAndNotWrittenAndItsNeighboursAre) {
  const Failure damped{Fault::damped, "too often", 20min};
  Revision revision{rules, false, {{www, ours, {}}, {mail, ours, {}}}, {{www, damped}}};
  auto reports = clock.run(revise(gandi, std::move(revision)));
  std::ranges::sort(reports, {}, &RecordReport::key);
  EXPECT_EQ(reports[0].outcome, Outcome::changed);
  EXPECT_EQ(reports[1].outcome, Outcome::failed);
  EXPECT_EQ(reports[1].failure, damped);
  EXPECT_EQ(reports[1].before, std::set{old});
  EXPECT_FALSE(reports[1].is_written);
  EXPECT_EQ(gandi.at(www).addresses, std::set{old});
}

TEST_F(ReviseTest, ADampedRecordThatIsRightHasNoFailure) {
  gandi.put(www, {{ours}, Ttl(300), {}});
  Revision revision{rules, false, {{www, ours, {}}}, {{www, {Fault::damped, "too often"}}}};
  EXPECT_EQ(clock.run(revise(gandi, std::move(revision))).at(0).outcome, Outcome::unchanged);
}

TEST_F(ReviseTest, AnAcceptedWriteThatIsNotServedIsNotCalledASuccess) {
  gandi.ignores_writes = true;
  const auto report = run_one(www);
  EXPECT_EQ(report.outcome, Outcome::failed);
  EXPECT_EQ(report.failure->fault, Fault::unconfirmed);
  EXPECT_TRUE(report.failure->detail.starts_with("could not confirm the update: ")) << report.failure->detail;
}

TEST_F(ReviseTest, AnotherWritersAddressIsNotTakenForOurs) {
  gandi.other_writer = [this] { gandi.put(www, {{theirs}, Ttl(300), {}}); };
  EXPECT_EQ(run_one(www).failure->fault, Fault::unconfirmed);
}

TEST_F(ReviseTest, AWriteThatCannotBeReadBackIsNotConfirmed) {
  gandi.trouble = [this](Call call, const std::string&) {
    return call == Call::read && gandi.applies > 0 ? std::optional(down) : std::nullopt;
  };
  const auto report = run_one(www);
  EXPECT_EQ(report.outcome, Outcome::failed);
  EXPECT_EQ(report.failure->fault, Fault::unconfirmed);
  EXPECT_EQ(report.failure->detail, "could not confirm the update, Gandi answered with HTTP status 503");
}

TEST_F(ReviseTest, SomeRecordsMayWorkWhereOthersFail) {
  unsigned count = 0;
  gandi.trouble = [&count](Call call, const std::string&) {
    return call == Call::apply && ++count == 1 ? std::optional(down) : std::nullopt;
  };
  const auto reports = run({mail, www});
  EXPECT_EQ(reports[0].outcome, Outcome::failed);
  EXPECT_EQ(reports[0].failure, down);
  EXPECT_EQ(reports[1].outcome, Outcome::changed);
}

TEST_F(ReviseTest, ADomainThatCannotBeOpenedDoesNotHoldUpTheOthers) {
  break_down(Call::open, "example.com", {Fault::denied, "no right on 'example.com'"});
  const auto reports = run({www, mail, org});
  EXPECT_EQ(reports[0].failure->detail, "no right on 'example.com'");
  EXPECT_EQ(reports[1].failure->detail, "no right on 'example.com'");
  EXPECT_EQ(reports[2].outcome, Outcome::changed);
}

TEST_F(ReviseTest, ADomainThatIsNotThereIsAFailureOfItsRecords) {
  const auto report = run_one({"example.net", "@", RecordType::a});
  EXPECT_EQ(report.outcome, Outcome::failed);
  EXPECT_EQ(report.failure->fault, Fault::missing);
}

TEST_F(ReviseTest, ZonesAreRevisedSideBySide) {
  (void)run_one(www);
  const auto alone = took;
  gandi.put(www, {{old}, Ttl(300), {}});
  (void)run({www, org});
  EXPECT_EQ(took, alone + gandi.latency);  // only opening takes longer
}

TEST_F(ReviseTest, DomainsThatShareAZoneAreReadAndWrittenTogether) {
  fakes::FakeGandi shared(clock);
  shared.host({"example.com", "example.org"});
  Revision revision{rules, false, {}};
  revision.wanted = {{www, ours, {}}, {{"example.org", "mail", RecordType::a}, ours, {}}};
  const auto reports = clock.run(revise(shared, std::move(revision)));
  EXPECT_EQ(reports.size(), 2U);
  for (const auto& report : reports) {
    SCOPED_TRACE(host_name(report.key));
    EXPECT_EQ(report.outcome, Outcome::changed);
  }
  EXPECT_EQ(shared.reads, 2U);
  EXPECT_EQ(shared.applies, 1U);
  EXPECT_EQ(shared.at({"example.org", "www", RecordType::a}).addresses, std::set{ours});
}

TEST_F(ReviseTest, EveryWantedRecordHasExactlyOneReport) {
  gandi.put(mail, {{ours}, Ttl(300), {}});
  const RrsetKey alias{"example.com", "alias", RecordType::a};
  const RrsetKey strange{"example.net", "@", RecordType::a};
  gandi.put(alias, {{}, Ttl(300), "x."});
  const auto reports = run({www, mail, alias, org, strange});
  std::vector<RrsetKey> keys;
  std::ranges::transform(reports, std::back_inserter(keys), &RecordReport::key);
  EXPECT_EQ(keys, (std::vector<RrsetKey>{alias, mail, www, strange, org}));
}

TEST_F(ReviseTest, CancellationEndsItBetweenTwoCalls) {
  Revision revision{rules, false, {{www, ours, {}}}};
  fakes::Running<std::vector<RecordReport>> running(context, revise(gandi, std::move(revision)));
  clock.advance(150ms);  // in the middle of the read
  running.cancel();
  clock.run_ready();
  EXPECT_TRUE(running.was_cancelled());
  EXPECT_TRUE(gandi.writes.empty());
  EXPECT_EQ(clock.sleepers(), 0U);
}

// An answer that is already on its way when the cancellation comes.
class DeafAccount final : public Account {
 public:
  DeafAccount(fakes::FakeGandi& gandi, Clock& clock) : gandi_(gandi), clock_(clock) {}

  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override {
    auto opened = co_await gandi_.open(std::move(domains));
    try {
      co_await clock_.sleep_until(clock_.steady() + 1h);
    } catch (const boost::system::system_error&) {  // NOLINT(bugprone-empty-catch): deaf
    }
    co_return opened;
  }

 private:
  fakes::FakeGandi& gandi_;
  Clock& clock_;
};

TEST_F(ReviseTest, ACancellationThatComesWithAnAnswerBeginsNothingNew) {
  DeafAccount account(gandi, clock);
  Revision revision{rules, false, {{www, ours, {}}, {org, ours, {}}}};
  fakes::Running<std::vector<RecordReport>> running(context, revise(account, std::move(revision)));
  clock.advance(1min);
  running.cancel();
  clock.advance(1h);
  EXPECT_TRUE(running.was_cancelled());
  EXPECT_EQ(gandi.reads, 0U);
}

TEST_F(ReviseTest, EightZonesAreRevisedAtATime) {
  std::vector<RrsetKey> keys;
  for (int i = 0; i < 20; ++i) {
    keys.push_back({"domain" + std::to_string(i) + ".example", "www", RecordType::a});
    gandi.host({keys.back().domain});
    gandi.put(keys.back(), {{ours}, Ttl(300), {}});
  }
  EXPECT_EQ(run(keys).size(), 20U);
  EXPECT_EQ(gandi.reads, 20U);
  EXPECT_EQ(took, 20 * gandi.latency + 3 * gandi.latency) << "opened one by one, read in three batches";
}

}  // namespace
}  // namespace dyndns::update
