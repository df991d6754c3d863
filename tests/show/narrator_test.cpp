#include "show/narrator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "fakes/findings.hpp"
#include "show/records.hpp"
#include "show/sentences.hpp"

namespace dyndns::show {
namespace {

using fakes::findings;
using fakes::ip;
using fakes::says;
using namespace std::chrono_literals;

const Address lie = ip("104.18.0.0");

Findings agreement() { return findings({says("a", ours), says("b", ours), says("c", ours)}); }
Findings outage() {
  const Failure refused{Fault::unreachable, "connection refused"};
  return findings({says("a", refused), says("b", refused), says("c", ours)});
}

update::Report report(std::vector<update::RecordReport> records, Findings found = agreement()) {
  return {false, {std::move(found)}, std::move(records)};
}

const Failure denied{Fault::denied, "the token is refused"};
const Failure late{Fault::timed_out, "Gandi did not answer in time"};

// What people see, without the line for debugging that ends every round.
std::vector<std::string> told(const std::vector<Event>& events) {
  std::vector<std::string> messages;
  for (const auto& event : events) {
    if (event.level != Level::debug) {
      messages.push_back(event.message);
    }
  }
  return messages;
}

TEST(Narrator, AQuietRoundIsNothingAboveDebug) {
  Narrator narrator;
  const auto events =
      narrator.round_events(report({record("home", Outcome::confirmed), record("www", Outcome::unchanged)}));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::round_done);
  EXPECT_EQ(events[0].level, Level::debug);
  EXPECT_EQ(events[0].message, "round done: 81.2.69.142 in 2 records");
}

TEST(Narrator, AChangeIsOneNoticeWithItsVotes) {
  Narrator narrator;
  const auto events = narrator.round_events(report({record("home", Outcome::changed)}));
  ASSERT_EQ(told(events).size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::record_changed);
  EXPECT_EQ(events[0].level, Level::notice);
  EXPECT_EQ(events[0].message, "address of 'home.example.com' changed from 81.2.69.7 to 81.2.69.142");
  EXPECT_EQ(events[0].fields, (Fields{{"DYNDNS_DOMAIN", "example.com"},
                                      {"DYNDNS_RECORD", "home"},
                                      {"DYNDNS_TYPE", "A"},
                                      {"DYNDNS_OLD", "81.2.69.7"},
                                      {"DYNDNS_NEW", "81.2.69.142"},
                                      {"DYNDNS_VOTES", "3"},
                                      {"DYNDNS_OPERATORS", "a, b, c"}}));
}

TEST(Narrator, ALastingFailureIsToldWhenItBeginsAndWhenItEnds) {
  Narrator narrator;
  const auto ill = report({failing("home", late)});
  EXPECT_EQ(told(narrator.round_events(ill)),
            (std::vector<std::string>{
                "could not update 'home.example.com': Gandi did not answer in time; will try again soon"}));
  for (int i = 0; i < 20; ++i) {
    SCOPED_TRACE(i);
    EXPECT_TRUE(told(narrator.round_events(ill)).empty());
  }
  const auto well = report({record("home", Outcome::unchanged)});
  const auto events = narrator.round_events(well);
  EXPECT_EQ(told(events), (std::vector<std::string>{"'home.example.com' is up to date again: 81.2.69.142"}));
  EXPECT_EQ(events[0].kind, EventKind::record_recovered);
  EXPECT_EQ(events[0].level, Level::notice);
  EXPECT_TRUE(told(narrator.round_events(well)).empty());
}

TEST(Narrator, ThirtyRecordsThatFailAlikeAreOneEvent) {
  Narrator narrator;
  std::vector<update::RecordReport> records;
  for (int i = 0; i < 30; ++i) {
    records.push_back(failing("host" + std::to_string(i), denied));
  }
  const auto events = narrator.round_events(report(records));
  ASSERT_EQ(told(events).size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::record_failed);
  EXPECT_EQ(events[0].level, Level::error);
  EXPECT_NE(events[0].message.find(" and 25 more: the token is refused"), std::string::npos) << events[0].message;
}

TEST(Narrator, OneCauseInTwoDomainsIsOneEventAndAnotherCauseAnother) {
  Narrator narrator;
  auto other = failing("home", denied);
  other.key.domain = "example.org";
  EXPECT_EQ(told(narrator.round_events(report({failing("home", denied), other, failing("www", late)}))).size(), 2U);
}

TEST(Narrator, AThousandRecoveriesAreOneEvent) {
  Narrator narrator;
  std::vector<update::RecordReport> ill;
  std::vector<update::RecordReport> well;
  for (int i = 0; i < 1000; ++i) {
    ill.push_back(failing("host" + std::to_string(i), late));
    well.push_back(record("host" + std::to_string(i), Outcome::unchanged));
  }
  (void)narrator.round_events(report(ill));
  const auto messages = told(narrator.round_events(report(well)));
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_TRUE(messages[0].ends_with(" and 995 more are up to date again: 81.2.69.142")) << messages[0];
}

TEST(Narrator, WhatAReloadDidNotMendIsToldAgainOnce) {
  Narrator narrator;
  const auto ill = report({failing("home", denied)});
  (void)narrator.round_events(ill);
  narrator.repeat();
  EXPECT_EQ(told(narrator.round_events(ill)).size(), 1U);
  EXPECT_TRUE(told(narrator.round_events(ill)).empty());
  const auto without = report({record("home", Outcome::undecided)}, outage());
  (void)narrator.round_events(without);
  narrator.repeat();
  EXPECT_EQ(told(narrator.round_events(without)).size(), 1U);
  EXPECT_TRUE(told(narrator.round_events(without)).empty());
  narrator.repeat();
  EXPECT_EQ(told(narrator.round_events(report({record("home", Outcome::confirmed)}))).size(), 2U);
  EXPECT_TRUE(told(narrator.round_events(report({record("home", Outcome::confirmed)}))).empty());
}

TEST(Narrator, AnAccountThatMustWaitIsOneEventHoweverManyDomainsItHas) {
  Narrator narrator;
  std::vector<update::RecordReport> records;
  for (int i = 0; i < 1000; ++i) {
    auto each = failing("home", {Fault::throttled, "Gandi asks for fewer requests", std::chrono::seconds(i)});
    each.key.domain = "domain" + std::to_string(i) + ".example";
    records.push_back(each);
  }
  const auto events = narrator.round_events(report(records));
  ASSERT_EQ(told(events).size(), 1U);
  EXPECT_NE(events[0].message.find(" and 995 more: Gandi asks for fewer requests"), std::string::npos)
      << events[0].message;
  EXPECT_EQ(std::ranges::count(events[0].fields, "DYNDNS_DOMAIN", &Fields::value_type::first), 5);
}

TEST(Narrator, AnotherKindOfFailureIsTold) {
  Narrator narrator;
  (void)narrator.round_events(report({failing("home", late)}));
  EXPECT_EQ(told(narrator.round_events(report({failing("home", denied)}))).size(), 1U);
}

TEST(Narrator, AnotherTextOfTheSameFailureIsNotTold) {
  Narrator narrator;
  (void)narrator.round_events(report({failing("home", late)}));
  const Failure later{Fault::timed_out, "no answer within 10 s"};
  EXPECT_TRUE(told(narrator.round_events(report({failing("home", later)}))).empty());
}

TEST(Narrator, ARoundWithoutAQuorumIsNoRecoveryOfARecord) {
  Narrator narrator;
  (void)narrator.round_events(report({failing("home", denied)}));
  (void)narrator.round_events(report({record("home", Outcome::undecided)}, outage()));
  const auto again = told(narrator.round_events(report({failing("home", denied)})));
  EXPECT_EQ(again, (std::vector<std::string>{"quorum for IPv4 again: 81.2.69.142"}));
}

TEST(Narrator, ALastingLackOfAQuorumIsToldWhenItBeginsAndWhenItEnds) {
  Narrator narrator;
  const auto without = report({record("home", Outcome::undecided)}, outage());
  const auto events = narrator.round_events(without);
  EXPECT_EQ(told(events),
            (std::vector<std::string>{
                "no quorum for IPv4: best address has 1 of the 3 votes required, 1 of 3 operators gave an address (for "
                "instance 'a': connection refused); the records are left alone, will ask again soon"}));
  EXPECT_EQ(events[0].kind, EventKind::no_quorum);
  EXPECT_EQ(events[0].level, Level::warning);
  EXPECT_EQ(events[0].fields, (Fields{{"DYNDNS_ERROR", "no-quorum"}, {"DYNDNS_TYPE", "A"}}));
  EXPECT_TRUE(told(narrator.round_events(without)).empty());

  const auto recovered = narrator.round_events(report({record("home", Outcome::confirmed)}));
  EXPECT_EQ(told(recovered), (std::vector<std::string>{"quorum for IPv4 again: 81.2.69.142"}));
  EXPECT_EQ(recovered[0].kind, EventKind::quorum_recovered);
  EXPECT_TRUE(told(narrator.round_events(report({record("home", Outcome::confirmed)}))).empty());
}

TEST(Narrator, TheFamiliesLackTheirQuorumsApart) {
  Narrator narrator;
  auto sixth = outage();
  sixth.family = Family::ipv6;
  EXPECT_EQ(told(narrator.round_events({false, {outage(), sixth}, {}})).size(), 2U);
  EXPECT_EQ(told(narrator.round_events({false, {agreement(), sixth}, {}})),
            (std::vector<std::string>{"quorum for IPv4 again: 81.2.69.142"}));
}

TEST(Narrator, AFamilyThatTheHostDoesNotHaveIsToldOnceAndIsNoWarning) {
  Narrator narrator;
  auto none = outage();
  none.family = Family::ipv6;
  none.is_absent = true;
  const update::Report without{false, {none}, {}};
  const auto events = narrator.round_events(without);
  EXPECT_EQ(told(events), (std::vector<std::string>{"this host has no global IPv6 address; its AAAA records are left "
                                                    "alone until it has one"}));
  EXPECT_EQ(events[0].kind, EventKind::family_absent);
  EXPECT_EQ(events[0].level, Level::info);
  EXPECT_TRUE(told(narrator.round_events(without)).empty());
}

TEST(Narrator, DissentIsToldOnceForEachThingSaid) {
  Narrator narrator;
  const auto with = [](Result<Address> said) {
    return report({record("home", Outcome::confirmed)},
                  findings({says("a", ours), says("b", ours), says("c", ours), says("liar", std::move(said))}));
  };
  const auto events = narrator.round_events(with(lie));
  ASSERT_EQ(told(events).size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::dissent);
  EXPECT_TRUE(told(narrator.round_events(with(lie))).empty());
  EXPECT_TRUE(told(narrator.round_events(report({record("home", Outcome::confirmed)}))).empty());  // was not asked
  EXPECT_TRUE(told(narrator.round_events(with(lie))).empty());
  EXPECT_EQ(told(narrator.round_events(with(old))).size(), 1U);
  const auto end = narrator.round_events(with(ours));
  EXPECT_EQ(told(end), (std::vector<std::string>{"'liar' agrees again that our address is 81.2.69.142"}));
  EXPECT_EQ(end[0].kind, EventKind::dissent_ended);
  EXPECT_TRUE(told(narrator.round_events(with(ours))).empty());
  EXPECT_EQ(told(narrator.round_events(with(old))).size(), 1U);  // again, after it had mended
}

TEST(Narrator, AnOperatorWithTwoServicesOfWhichOneLiesIsToldOnce) {
  Narrator narrator;
  auto found = findings({says("a", ours), says("b", ours), says("c", ours)});
  found.answers.push_back({"https://liar/one", "liar", ours, 1ms});
  found.answers.push_back({"https://liar/other", "liar", lie, 1ms});
  const auto split = report({record("home", Outcome::confirmed)}, found);
  EXPECT_EQ(told(narrator.round_events(split)).size(), 1U);
  EXPECT_TRUE(told(narrator.round_events(split)).empty());
}

TEST(Narrator, WithoutAnAgreementNobodyDissents) {
  Narrator narrator;
  const auto split = findings({says("a", ours), says("b", lie)});
  for (const auto& event : narrator.round_events(report({record("home", Outcome::undecided)}, split))) {
    SCOPED_TRACE(testing::PrintToString(event));
    EXPECT_NE(event.kind, EventKind::dissent);
  }
}

TEST(Narrator, ARemarkIsToldWhenItIsNewOrHasChanged) {
  Narrator narrator;
  const auto with = [](const std::string& remark, Result<Address> address = ours) {
    Findings found{Family::ipv4, 1, 1, {{"command 'x'", "command 'x'", std::move(address), 20ms, remark}}};
    found.verdict = Agreed{ours, {"command 'x'"}};
    return report({record("home", Outcome::confirmed)}, std::move(found));
  };
  EXPECT_TRUE(told(narrator.round_events(with(""))).empty());
  const auto events = narrator.round_events(with("option -x is deprecated"));
  EXPECT_EQ(told(events),
            (std::vector<std::string>{"command 'x' gave an address and said: 'option -x is deprecated'"}));
  EXPECT_EQ(events[0].kind, EventKind::source_remark);
  EXPECT_EQ(events[0].level, Level::info);
  EXPECT_EQ(events[0].fields, (Fields{{"DYNDNS_TYPE", "A"}, {"DYNDNS_OPERATORS", "command 'x'"}}));
  for (int i = 0; i < 20; ++i) {
    SCOPED_TRACE(i);
    EXPECT_TRUE(told(narrator.round_events(with("option -x is deprecated"))).empty());
  }
  EXPECT_EQ(told(narrator.round_events(with("option -y is deprecated"))).size(), 1U);
  EXPECT_TRUE(told(narrator.round_events(with("", late))).empty());  // a failure says nothing of it
  EXPECT_TRUE(told(narrator.round_events(with("option -y is deprecated"))).empty());
  EXPECT_TRUE(told(narrator.round_events(with(""))).empty());
  EXPECT_EQ(told(narrator.round_events(with("option -y is deprecated"))).size(), 1U);  // again, after it was gone
}

TEST(Narrator, RemarksOfTwoSourcesAndFamiliesAreApart) {
  Narrator narrator;
  const auto detection_of = [](Family family) {
    return Findings{
        family, 1, 2, {{"a", "a", ours, 20ms, "same"}, {"b", "b", ours, 20ms, "same"}}, Agreed{ours, {"a"}}};
  };
  const update::Report both{false, {detection_of(Family::ipv4), detection_of(Family::ipv6)}, {}};
  EXPECT_EQ(told(narrator.round_events(both)).size(), 4U);
  EXPECT_TRUE(told(narrator.round_events(both)).empty());
}

const Failure damped{Fault::damped, "it was written too often lately, so what Gandi serves is left alone for 24 min"};

update::RecordReport strained(update::RecordReport report) {
  report.is_strained = true;
  return report;
}

TEST(Narrator, ThatARecordIsDampedIsToldOnceThoughItIsWrittenNowAndThenAndWhenItIsOverIsToldOnce) {
  Narrator narrator;
  const auto back_and_forth = [&narrator] {
    std::vector<std::string> all;
    for (const auto& now : {failing("home", damped), record("home", Outcome::confirmed), failing("home", damped),
                            failing("home", {Fault::unconfirmed, "could not confirm the update"})}) {
      const auto messages = told(narrator.round_events(report({strained(now)})));
      all.insert(all.end(), messages.begin(), messages.end());
    }
    return all;
  };
  EXPECT_EQ(back_and_forth(),
            (std::vector<std::string>{"could not update 'home.example.com': it was written too often lately, so what "
                                      "Gandi serves is left alone for 24 min; will try again then, or at once after "
                                      "'systemctl reload gandi-dyndnsd'"}));
  EXPECT_EQ(back_and_forth(), std::vector<std::string>());
  EXPECT_EQ(told(narrator.round_events(report({strained(record("home", Outcome::changed))}))),
            (std::vector<std::string>{"address of 'home.example.com' changed from 81.2.69.7 to 81.2.69.142"}));
  EXPECT_EQ(told(narrator.round_events(report({record("home", Outcome::confirmed)}))),
            (std::vector<std::string>{"'home.example.com' is up to date again: 81.2.69.142"}));
}

TEST(Narrator, ThatAWriteWhichNeverLandsIsDampedIsToldBesideThatItCouldNotBeConfirmed) {
  Narrator narrator;
  const Failure unconfirmed{Fault::unconfirmed, "could not confirm the update"};
  EXPECT_EQ(told(narrator.round_events(report({failing("home", unconfirmed)}))).size(), 1U);
  EXPECT_EQ(told(narrator.round_events(report({strained(failing("home", damped))}))).size(), 1U);
  EXPECT_EQ(told(narrator.round_events(report({strained(failing("home", unconfirmed))}))).size(), 0U);
  EXPECT_EQ(told(narrator.round_events(report({strained(failing("home", denied))}))).size(), 1U);
}

TEST(Narrator, TheMemorysTroubleIsToldWhenItBeginsAndWhenItEnds) {
  Narrator narrator;
  const Result<void> full = Failure{Fault::unavailable, "cannot write '/x/state.json': no space left on device"};
  EXPECT_TRUE(narrator.memory_events({}).empty());
  const auto events = narrator.memory_events(full);
  EXPECT_EQ(told(events), (std::vector<std::string>{"cannot write '/x/state.json': no space left on device; goes on "
                                                    "without it, and will ask Gandi again after a restart"}));
  EXPECT_EQ(events[0].kind, EventKind::memory_failed);
  EXPECT_EQ(events[0].level, Level::warning);
  EXPECT_TRUE(narrator.memory_events(full).empty());
  EXPECT_EQ(told(narrator.memory_events({})), (std::vector<std::string>{"the memory can be stored again"}));
  EXPECT_TRUE(narrator.memory_events({}).empty());
}

TEST(Narrator, NoMessageEndsWithAPeriodOrHasTwoLines) {
  Narrator narrator;
  auto events = narrator.round_events(report({failing("home", denied), record("www", Outcome::changed)}, outage()));
  for (const auto& event : events) {
    EXPECT_FALSE(event.message.ends_with('.')) << event.message;
    EXPECT_EQ(event.message.find('\n'), std::string::npos) << event.message;
  }
}

TEST(Summary, SaysWhichAddressInHowManyRecords) {
  EXPECT_EQ(summary_of(report({record("a", Outcome::confirmed), record("b", Outcome::changed)})),
            "81.2.69.142 in 2 records");
  EXPECT_EQ(summary_of(report({record("a", Outcome::confirmed)})), "81.2.69.142 in 1 record");
}

TEST(Summary, SaysBothFamilies) {
  update::Report both = report({record("a", Outcome::confirmed)});
  Findings sixth{Family::ipv6, 3, 3, {}, Agreed{ip("2a02:6b67::1"), {"a", "b", "c"}}};
  both.findings.push_back(sixth);
  both.records.push_back({{"example.com", "a", RecordType::aaaa}, Outcome::confirmed});
  EXPECT_EQ(summary_of(both), "81.2.69.142 in 1 record; 2a02:6b67::1 in 1 record");
}

TEST(Summary, OfHostsThatHaveAddressesOfTheirOwnSaysUnderWhichPrefix) {
  update::Report house = report({});
  house.findings = {{Family::ipv6, 3, 3, {}, Agreed{ip("2a02:6b67::1"), {"a", "b", "c"}}}};
  for (const char* address : {"2a02:6b67::1", "2a02:6b67::7"}) {
    house.records.push_back({{"example.com", address, RecordType::aaaa}, Outcome::confirmed, {}, ip(address)});
  }
  EXPECT_EQ(summary_of(house), "2 records under the prefix of 2a02:6b67::1");
  house.records.erase(house.records.begin());
  EXPECT_EQ(summary_of(house), "2a02:6b67::7 in 1 record");
}

TEST(Summary, AFailureComesFirst) {
  EXPECT_EQ(summary_of(report({record("a", Outcome::confirmed), failing("b", denied)})),
            "cannot update 'b.example.com': the token is refused");
}

TEST(Summary, SaysWhyThereIsNoQuorum) {
  EXPECT_EQ(summary_of(report({record("a", Outcome::undecided)}, outage())),
            "no quorum for IPv4: best address has 1 of the 3 votes required, 1 of 3 operators gave an address");
}

TEST(Narrator, ALastingFaultIsToldOnce) {
  Narrator narrator;
  EXPECT_EQ(told(narrator.round_events(report({failing("home", denied)}))).size(), 1U);
  for (int round = 2; round < 5; ++round) {
    EXPECT_EQ(told(narrator.round_events(report({failing("home", denied)}))), std::vector<std::string>()) << round;
  }
}

}  // namespace
}  // namespace dyndns::show
