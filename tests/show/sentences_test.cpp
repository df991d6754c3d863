#include "show/sentences.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "fakes/findings.hpp"
#include "show/records.hpp"

namespace dyndns::show {
namespace {

using fakes::findings;
using fakes::ip;
using fakes::says;
using namespace std::chrono_literals;

update::RecordReport record(const std::string& name, Outcome outcome, std::set<Address> before) {
  auto report = show::record(name, outcome);
  report.before = std::move(before);
  return report;
}

TEST(Sentences, JoinsWithCommas) { EXPECT_EQ(join(std::set{ours, old}), "81.2.69.7, 81.2.69.142"); }

TEST(Sentences, AChangeSaysFromWhatToWhat) {
  EXPECT_EQ(change_of(record("home", Outcome::changed, {old})),
            "address of 'home.example.com' changed from 81.2.69.7 to 81.2.69.142");
  EXPECT_EQ(change_of(record("@", Outcome::changed, {old, ip("93.184.215.14")})),
            "address of 'example.com' changed from 81.2.69.7, 93.184.215.14 to 81.2.69.142");
}

TEST(Sentences, ANewRecordIsPublished) {
  EXPECT_EQ(change_of(record("home", Outcome::changed, {})),
            "address of 'home.example.com' published: 81.2.69.142 (new A record, TTL 300 s)");
}

TEST(Sentences, AChangeOfTheTtlAloneIsCalledSo) {
  EXPECT_EQ(change_of(record("home", Outcome::changed, {ours})),
            "TTL of 'home.example.com' is now 300 s (81.2.69.142)");
}

TEST(Sentences, ADryRunSpeaksOfWhatWouldBe) {
  EXPECT_EQ(change_of(record("home", Outcome::planned, {old})),
            "address of 'home.example.com' would change from 81.2.69.7 to 81.2.69.142");
  EXPECT_EQ(change_of(record("home", Outcome::planned, {})),
            "address of 'home.example.com' would be published: 81.2.69.142 (new A record, TTL 300 s)");
  EXPECT_EQ(change_of(record("home", Outcome::planned, {ours})),
            "TTL of 'home.example.com' would be 300 s (81.2.69.142)");
}

TEST(Sentences, AnExampleOfAFailureIsTheFirst) {
  Findings findings{Family::ipv4, 3, 2, {{"a", "a", ours, 1ms}}};
  EXPECT_EQ(example_of_failure(findings), "");
  findings.answers.push_back({"b", "b", Failure{Fault::unreachable, "connection refused"}, 1ms});
  findings.answers.push_back({"c", "c", Failure{Fault::timed_out, "no answer"}, 1ms});
  EXPECT_EQ(example_of_failure(findings), " (for instance 'b': connection refused)");
}

const Address lie = ip("104.18.0.0");
const Failure late{Fault::timed_out, "no answer in time"};

TEST(WhyNoQuorum, SaysHowManyVotesTheBestAddressHas) {
  EXPECT_EQ(why_no_quorum(findings(
                {says("a", ours), says("b", ours), says("c", lie), says("d", late), says("e", ip("1.1.1.1"))}, 6)),
            "no quorum for IPv4: best address has 2 of the 3 votes required, 4 of 6 operators gave an address");
}

TEST(WhyNoQuorum, SaysThatThereIsATie) {
  EXPECT_EQ(why_no_quorum(findings({says("a", ours), says("b", lie)}, 4)),
            "no quorum for IPv4: best address has 1 of the 3 votes required, another has as many, 2 of 4 operators "
            "gave an address");
}

TEST(WhyNoQuorum, SaysThatNobodyVoted) {
  EXPECT_EQ(why_no_quorum(findings({says("a", late), says("b", late)}, 5)),
            "no quorum for IPv4: no address has a vote, 3 are required, none of 5 operators gave an address");
}

TEST(WhyNoQuorum, SaysForWhichFamily) {
  auto sixth = findings({says("a", late)}, 1);
  sixth.family = Family::ipv6;
  EXPECT_TRUE(why_no_quorum(sixth).starts_with("no quorum for IPv6: "));
}

TEST(WhyNoQuorum, WhereOneSourceIsEnoughItsFailureSaysIt) {
  Findings alone{Family::ipv4, 1, 1, {says("command 'x'", late)}, NoQuorum()};
  alone.authority = Authority::own_source;
  EXPECT_EQ(why_no_quorum(alone), "no IPv4 address: no answer in time");
}

TEST(WhyNoQuorum, AFamilyThatTheHostDoesNotHaveIsCalledSo) {
  auto sixth = findings({says("a", late)}, 1);
  sixth.family = Family::ipv6;
  sixth.is_absent = true;
  EXPECT_EQ(why_no_quorum(sixth), "this host has no global IPv6 address");
}

TEST(WhyNoQuorum, AHostWithoutIpv4IsToldWhatToSet) {
  auto fourth = findings({says("a", late)}, 1);
  fourth.is_absent = true;
  EXPECT_EQ(why_no_quorum(fourth), "this host has no IPv4 address: set \"ipv4\": false if it is to have none");
}

TEST(WhyNoQuorum, WhatIsInTheWayOfAskingIsTheReason) {
  auto none = findings({}, 0);
  none.obstacle = "there is no interface 'wan2'";
  EXPECT_EQ(why_no_quorum(none), "no IPv4 address: there is no interface 'wan2'");
}

TEST(WhyNoQuorum, AConfiguredQuorumOfOneIsToldLikeAnyOther) {
  const Findings one{Family::ipv4, 1, 1, {says("a", late)}, NoQuorum()};
  EXPECT_EQ(why_no_quorum(one),
            "no quorum for IPv4: no address has a vote, 1 is required, the only operator asked gave none: no answer in "
            "time");
  EXPECT_EQ(example_of_failure(one), "");
}

}  // namespace
}  // namespace dyndns::show
