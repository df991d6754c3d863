#include "show/sentences.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "fakes/findings.hpp"
#include "show/events.hpp"
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

TEST(Sentences, FieldsNameTheRecord) {
  update::RecordReport report{{"example.com", "@", RecordType::aaaa}, Outcome::unchanged, {}, ip("2a02:6b67::1")};
  EXPECT_EQ(recovery_event(report).fields,
            (Fields{{"DYNDNS_DOMAIN", "example.com"}, {"DYNDNS_RECORD", "@"}, {"DYNDNS_TYPE", "AAAA"}}));
}

TEST(Sentences, AnExampleOfAFailureIsTheFirst) {
  Findings findings{Family::ipv4, 3, 2, {{"a", "a", ours, 1ms}}};
  EXPECT_EQ(example_of_failure(findings), "");
  findings.answers.push_back({"b", "b", Failure{Fault::unreachable, "connection refused"}, 1ms});
  findings.answers.push_back({"c", "c", Failure{Fault::timed_out, "no answer"}, 1ms});
  EXPECT_EQ(example_of_failure(findings), " (for instance 'b': connection refused)");
}

TEST(Sentences, DissentNamesWhoSaysWhatAndWhatCounts) {
  const auto event = dissent_event({"https://liar/ip", "liar", old, 1ms}, {ours, {"a", "b", "c"}});
  EXPECT_EQ(event.kind, EventKind::dissent);
  EXPECT_EQ(event.level, Level::warning);
  EXPECT_EQ(event.message,
            "'liar' says that our address is 81.2.69.7, but 3 operators (a, b, c) say 81.2.69.142, which is what "
            "counts");
  EXPECT_EQ(event.fields, (Fields{{"DYNDNS_OLD", "81.2.69.7"},
                                  {"DYNDNS_NEW", "81.2.69.142"},
                                  {"DYNDNS_VOTES", "3"},
                                  {"DYNDNS_OPERATORS", "liar"}}));
}

TEST(Sentences, OneOperatorIsNotSpokenOfAsSeveral) {
  Findings alone{Family::ipv4, 1, 1};
  alone.verdict = Agreed{ours, {"interface eth0"}};
  EXPECT_EQ(verdict_of(alone), "IPv4 address is 81.2.69.142: named by interface eth0");
  EXPECT_EQ(dissent_event({"https://liar/ip", "liar", old, 1ms}, {ours, {"a"}}).message,
            "'liar' says that our address is 81.2.69.7, but 1 operator (a) says 81.2.69.142, which is what counts");
}

TEST(Sentences, AFailureThatPassesIsAWarningAndSaysSo) {
  const auto report = failing("home", {Fault::timed_out, "Gandi did not answer in time"});
  const auto event = failure_event({&report});
  EXPECT_EQ(event.kind, EventKind::record_failed);
  EXPECT_EQ(event.level, Level::warning);
  EXPECT_EQ(event.message, "could not update 'home.example.com': Gandi did not answer in time; will try again soon");
  EXPECT_EQ(event.fields, (Fields{{"DYNDNS_DOMAIN", "example.com"},
                                  {"DYNDNS_RECORD", "home"},
                                  {"DYNDNS_TYPE", "A"},
                                  {"DYNDNS_ERROR", "timed-out"}}));
}

TEST(Sentences, AFailureThatNeedsAPersonIsAnErrorAndSaysWhatToDoThen) {
  const auto report = failing("home", {Fault::denied, "the token is refused"});
  const auto event = failure_event({&report});
  EXPECT_EQ(event.level, Level::error);
  EXPECT_EQ(event.message,
            "could not update 'home.example.com': the token is refused; will try again in an hour, or at once after "
            "'systemctl reload gandi-dyndnsd'");
}

TEST(Sentences, AFailureOfManyRecordsNamesSomeAndCountsTheRest) {
  std::vector<update::RecordReport> reports;
  for (const auto* name : {"a", "b", "c", "d", "e", "f", "g"}) {
    reports.push_back(failing(name, {Fault::denied, "the token is refused"}));
  }
  std::vector<const update::RecordReport*> pointers;
  std::ranges::transform(reports, std::back_inserter(pointers), [](const auto& each) { return &each; });
  const auto event = failure_event(pointers);
  EXPECT_TRUE(
      event.message.starts_with("could not update 'a.example.com', 'b.example.com', 'c.example.com', "
                                "'d.example.com', 'e.example.com' and 2 more: the token is refused"))
      << event.message;
  EXPECT_EQ(event.fields, (Fields{{"DYNDNS_DOMAIN", "example.com"}, {"DYNDNS_ERROR", "denied"}}));
}

TEST(Sentences, ANameWithBothTypesIsNamedOnce) {
  const auto first = failing("home", {Fault::denied, "refused"});
  auto second = first;
  second.key.type = RecordType::aaaa;
  EXPECT_TRUE(failure_event({&first, &second}).message.starts_with("could not update 'home.example.com': refused"));
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

TEST(WhyNoQuorum, AConfiguredQuorumOfOneIsToldLikeAnyOther) {
  const Findings one{Family::ipv4, 1, 1, {says("a", late)}, NoQuorum()};
  EXPECT_EQ(why_no_quorum(one),
            "no quorum for IPv4: no address has a vote, 1 is required, the only operator asked gave none: no answer in "
            "time");
  EXPECT_EQ(example_of_failure(one), "");
}

}  // namespace
}  // namespace dyndns::show
