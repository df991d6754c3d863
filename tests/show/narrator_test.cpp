#include "show/narrator.hpp"

#include <gtest/gtest.h>

#include "fakes/ip.hpp"

namespace dyndns::show {
namespace {

using fakes::ip;
using namespace std::chrono_literals;
using Fields = std::vector<std::pair<std::string, std::string>>;

const Address ours = ip("81.2.69.142");
const Address old = ip("81.2.69.7");
const Address lie = ip("104.18.0.0");

Answer says(const std::string& operator_name, Result<Address> address) {
  return {"https://" + operator_name + "/ip", operator_name, std::move(address), 20ms};
}

Detection detection(std::vector<Answer> answers) {
  std::vector<Vote> votes;
  for (const auto& answer : answers) {
    if (answer.address) {
      votes.push_back({answer.operator_name, *answer.address});
    }
  }
  const auto asked = static_cast<unsigned>(answers.size());
  return {Family::ipv4, 3, asked, std::move(answers), tally(votes, 3)};
}

Detection agreement() { return detection({says("a", ours), says("b", ours), says("c", ours)}); }
Detection outage() {
  const Failure refused{Fault::unreachable, "connection refused"};
  return detection({says("a", refused), says("b", refused), says("c", ours)});
}

update::RecordReport record(const std::string& name, Outcome outcome) {
  update::RecordReport report{{"example.com", name, RecordType::a}, outcome};
  report.ttl = Ttl(300);
  if (outcome != update::Outcome::undecided) {
    report.address = ours;
  }
  if (outcome == update::Outcome::changed) {
    report.before = {old};
  }
  return report;
}

update::RecordReport failing(const std::string& name, const Failure& why) {
  auto report = record(name, update::Outcome::failed);
  report.failure = why;
  return report;
}

update::Report report(std::vector<update::RecordReport> records, Detection found = agreement()) {
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
      narrator.tell(report({record("home", update::Outcome::confirmed), record("www", update::Outcome::unchanged)}));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::round_done);
  EXPECT_EQ(events[0].level, Level::debug);
  EXPECT_EQ(events[0].message, "round done: 81.2.69.142 in 2 records");
}

TEST(Narrator, AChangeIsOneNoticeWithItsVotes) {
  Narrator narrator;
  const auto events = narrator.tell(report({record("home", update::Outcome::changed)}));
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
  EXPECT_EQ(told(narrator.tell(ill)),
            (std::vector<std::string>{
                "could not update 'home.example.com': Gandi did not answer in time; will try again soon"}));
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(told(narrator.tell(ill)).empty());
  }
  const auto well = report({record("home", update::Outcome::unchanged)});
  const auto events = narrator.tell(well);
  EXPECT_EQ(told(events), (std::vector<std::string>{"'home.example.com' is in order again: 81.2.69.142"}));
  EXPECT_EQ(events[0].kind, EventKind::record_recovered);
  EXPECT_EQ(events[0].level, Level::notice);
  EXPECT_TRUE(told(narrator.tell(well)).empty());
}

TEST(Narrator, ThirtyRecordsThatFailAlikeAreOneEvent) {
  Narrator narrator;
  std::vector<update::RecordReport> records;
  for (int i = 0; i < 30; ++i) {
    records.push_back(failing("host" + std::to_string(i), denied));
  }
  const auto events = narrator.tell(report(records));
  ASSERT_EQ(told(events).size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::record_failed);
  EXPECT_EQ(events[0].level, Level::error);
  EXPECT_NE(events[0].message.find(" and 25 more: the token is refused"), std::string::npos) << events[0].message;
}

TEST(Narrator, FailuresOfTwoDomainsAreTwoEvents) {
  Narrator narrator;
  auto other = failing("home", denied);
  other.key.domain = "example.org";
  EXPECT_EQ(told(narrator.tell(report({failing("home", denied), other}))).size(), 2U);
}

TEST(Narrator, AnotherKindOfFailureIsTold) {
  Narrator narrator;
  (void)narrator.tell(report({failing("home", late)}));
  EXPECT_EQ(told(narrator.tell(report({failing("home", denied)}))).size(), 1U);
}

TEST(Narrator, AnotherTextOfTheSameFailureIsNotTold) {
  Narrator narrator;
  (void)narrator.tell(report({failing("home", late)}));
  const Failure later{Fault::timed_out, "no answer within 10 s"};
  EXPECT_TRUE(told(narrator.tell(report({failing("home", later)}))).empty());
}

TEST(Narrator, ARoundWithoutAQuorumIsNoRecoveryOfARecord) {
  Narrator narrator;
  (void)narrator.tell(report({failing("home", denied)}));
  (void)narrator.tell(report({record("home", update::Outcome::undecided)}, outage()));
  const auto again = told(narrator.tell(report({failing("home", denied)})));
  EXPECT_EQ(again, (std::vector<std::string>{"quorum for IPv4 again: 81.2.69.142"}));
}

TEST(Narrator, ALastingLackOfAQuorumIsToldWhenItBeginsAndWhenItEnds) {
  Narrator narrator;
  const auto without = report({record("home", update::Outcome::undecided)}, outage());
  const auto events = narrator.tell(without);
  EXPECT_EQ(told(events),
            (std::vector<std::string>{
                "no quorum for IPv4: best address has 1 of the 3 votes required, 1 of 3 operators answered (for "
                "instance 'a': connection refused); the records are left alone, will ask again soon"}));
  EXPECT_EQ(events[0].kind, EventKind::no_quorum);
  EXPECT_EQ(events[0].level, Level::warning);
  EXPECT_EQ(events[0].fields, (Fields{{"DYNDNS_ERROR", "no-quorum"}, {"DYNDNS_TYPE", "A"}}));
  EXPECT_TRUE(told(narrator.tell(without)).empty());

  const auto recovered = narrator.tell(report({record("home", update::Outcome::confirmed)}));
  EXPECT_EQ(told(recovered), (std::vector<std::string>{"quorum for IPv4 again: 81.2.69.142"}));
  EXPECT_EQ(recovered[0].kind, EventKind::quorum_recovered);
  EXPECT_TRUE(told(narrator.tell(report({record("home", update::Outcome::confirmed)}))).empty());
}

TEST(Narrator, TheFamiliesLackTheirQuorumsApart) {
  Narrator narrator;
  auto sixth = outage();
  sixth.family = Family::ipv6;
  EXPECT_EQ(told(narrator.tell({false, {outage(), sixth}, {}})).size(), 2U);
  EXPECT_EQ(told(narrator.tell({false, {agreement(), sixth}, {}})),
            (std::vector<std::string>{"quorum for IPv4 again: 81.2.69.142"}));
}

TEST(Narrator, AFamilyThatTheHostDoesNotHaveIsToldOnceAndIsNoWarning) {
  Narrator narrator;
  auto none = outage();
  none.family = Family::ipv6;
  none.is_absent = true;
  const update::Report without{false, {none}, {}};
  const auto events = narrator.tell(without);
  EXPECT_EQ(told(events), (std::vector<std::string>{"this host has no global IPv6 address; its AAAA records are left "
                                                    "alone until it has one"}));
  EXPECT_EQ(events[0].kind, EventKind::family_absent);
  EXPECT_EQ(events[0].level, Level::info);
  EXPECT_TRUE(told(narrator.tell(without)).empty());
}

TEST(Narrator, DissentIsToldOnceForEachThingSaid) {
  Narrator narrator;
  const auto with = [](Result<Address> said) {
    return report({record("home", update::Outcome::confirmed)},
                  detection({says("a", ours), says("b", ours), says("c", ours), says("liar", std::move(said))}));
  };
  const auto events = narrator.tell(with(lie));
  ASSERT_EQ(told(events).size(), 1U);
  EXPECT_EQ(events[0].kind, EventKind::dissent);
  EXPECT_TRUE(told(narrator.tell(with(lie))).empty());
  EXPECT_TRUE(told(narrator.tell(report({record("home", update::Outcome::confirmed)}))).empty());  // was not asked
  EXPECT_TRUE(told(narrator.tell(with(lie))).empty());
  EXPECT_EQ(told(narrator.tell(with(old))).size(), 1U);
  EXPECT_TRUE(told(narrator.tell(with(ours))).empty());
  EXPECT_EQ(told(narrator.tell(with(old))).size(), 1U);  // again, after it had mended
}

TEST(Narrator, WithoutAnAgreementNobodyDissents) {
  Narrator narrator;
  const auto split = detection({says("a", ours), says("b", lie)});
  for (const auto& event : narrator.tell(report({record("home", update::Outcome::undecided)}, split))) {
    EXPECT_NE(event.kind, EventKind::dissent);
  }
}

TEST(Narrator, ARemarkIsToldWhenItIsNewOrHasChanged) {
  Narrator narrator;
  const auto with = [](const std::string& remark, Result<Address> address = ours) {
    Detection found{Family::ipv4, 1, 1, {{"command 'x'", "command 'x'", std::move(address), 20ms, remark}}};
    found.verdict = Agreed{ours, {"command 'x'"}};
    return report({record("home", update::Outcome::confirmed)}, std::move(found));
  };
  EXPECT_TRUE(told(narrator.tell(with(""))).empty());
  const auto events = narrator.tell(with("option -x is deprecated"));
  EXPECT_EQ(told(events),
            (std::vector<std::string>{"command 'x' gave an address and said: 'option -x is deprecated'"}));
  EXPECT_EQ(events[0].kind, EventKind::source_remark);
  EXPECT_EQ(events[0].level, Level::info);
  EXPECT_EQ(events[0].fields, (Fields{{"DYNDNS_TYPE", "A"}, {"DYNDNS_OPERATORS", "command 'x'"}}));
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(told(narrator.tell(with("option -x is deprecated"))).empty());
  }
  EXPECT_EQ(told(narrator.tell(with("option -y is deprecated"))).size(), 1U);
  EXPECT_TRUE(told(narrator.tell(with("", late))).empty());  // a failure says nothing of it
  EXPECT_TRUE(told(narrator.tell(with("option -y is deprecated"))).empty());
  EXPECT_TRUE(told(narrator.tell(with(""))).empty());
  EXPECT_EQ(told(narrator.tell(with("option -y is deprecated"))).size(), 1U);  // again, after it was gone
}

TEST(Narrator, RemarksOfTwoSourcesAndFamiliesAreApart) {
  Narrator narrator;
  const auto detection_of = [](Family family) {
    return Detection{
        family, 1, 2, {{"a", "a", ours, 20ms, "same"}, {"b", "b", ours, 20ms, "same"}}, Agreed{ours, {"a"}}};
  };
  const update::Report both{false, {detection_of(Family::ipv4), detection_of(Family::ipv6)}, {}};
  EXPECT_EQ(told(narrator.tell(both)).size(), 4U);
  EXPECT_TRUE(told(narrator.tell(both)).empty());
}

TEST(Narrator, TheMemorysTroubleIsToldWhenItBeginsAndWhenItEnds) {
  Narrator narrator;
  const Result<void> full = Failure{Fault::unavailable, "cannot write '/x/state.json': no space left on device"};
  EXPECT_TRUE(narrator.tell_memory({}).empty());
  const auto events = narrator.tell_memory(full);
  EXPECT_EQ(told(events), (std::vector<std::string>{"cannot write '/x/state.json': no space left on device; goes on "
                                                    "without, and asks Gandi anew after a restart"}));
  EXPECT_EQ(events[0].kind, EventKind::memory_failed);
  EXPECT_EQ(events[0].level, Level::warning);
  EXPECT_TRUE(narrator.tell_memory(full).empty());
  EXPECT_EQ(told(narrator.tell_memory({})), (std::vector<std::string>{"the memory can be stored again"}));
  EXPECT_TRUE(narrator.tell_memory({}).empty());
}

TEST(Narrator, NoMessageEndsWithAPeriodOrHasTwoLines) {
  Narrator narrator;
  auto events = narrator.tell(report({failing("home", denied), record("www", update::Outcome::changed)}, outage()));
  for (const auto& event : events) {
    EXPECT_FALSE(event.message.ends_with('.')) << event.message;
    EXPECT_EQ(event.message.find('\n'), std::string::npos) << event.message;
  }
}

TEST(StatusLine, SaysWhichAddressInHowManyRecords) {
  EXPECT_EQ(status_line(report({record("a", update::Outcome::confirmed), record("b", update::Outcome::changed)})),
            "81.2.69.142 in 2 records");
  EXPECT_EQ(status_line(report({record("a", update::Outcome::confirmed)})), "81.2.69.142 in 1 record");
}

TEST(StatusLine, SaysBothFamilies) {
  update::Report both = report({record("a", update::Outcome::confirmed)});
  Detection sixth{Family::ipv6, 3, 3, {}, Agreed{ip("2a02:6b67::1"), {"a", "b", "c"}}};
  both.detections.push_back(sixth);
  both.records.push_back({{"example.com", "a", RecordType::aaaa}, update::Outcome::confirmed});
  EXPECT_EQ(status_line(both), "81.2.69.142 in 1 record; 2a02:6b67::1 in 1 record");
}

TEST(StatusLine, AFailureComesFirst) {
  EXPECT_EQ(status_line(report({record("a", update::Outcome::confirmed), failing("b", denied)})),
            "cannot update 'b.example.com': the token is refused");
}

TEST(StatusLine, SaysWhyThereIsNoQuorum) {
  EXPECT_EQ(status_line(report({record("a", update::Outcome::undecided)}, outage())),
            "no quorum for IPv4: best address has 1 of the 3 votes required, 1 of 3 operators answered");
}

TEST(Narrator, ALastingFaultIsToldOnce) {
  Narrator narrator;
  EXPECT_EQ(told(narrator.tell(report({failing("home", denied)}))).size(), 1U);
  for (int round = 2; round < 5; ++round) {
    EXPECT_EQ(told(narrator.tell(report({failing("home", denied)}))), std::vector<std::string>()) << round;
  }
}

}  // namespace
}  // namespace dyndns::show
