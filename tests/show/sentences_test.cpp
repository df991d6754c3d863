#include "show/sentences.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "fakes/ip.hpp"

namespace dyndns::show {
namespace {

using fakes::ip;
using namespace std::chrono_literals;
using Fields = std::vector<std::pair<std::string, std::string>>;

const Address ours = ip("81.2.69.142");
const Address old = ip("81.2.69.7");

update::RecordReport record(const std::string& name, Outcome outcome, std::set<Address> before) {
  return {{"example.com", name, RecordType::a}, outcome, std::move(before), ours, Ttl(300)};
}

update::RecordReport failing(const std::string& name, Fault fault, const std::string& detail) {
  auto report = record(name, update::Outcome::failed, {});
  report.failure = Failure{fault, detail};
  return report;
}

TEST(Wording, CountsInGrammar) {
  EXPECT_EQ(count_of(0, "record"), "0 records");
  EXPECT_EQ(count_of(1, "record"), "1 record");
  EXPECT_EQ(count_of(2, "record"), "2 records");
}

TEST(Wording, JoinsWithCommas) {
  EXPECT_EQ(join(std::vector<std::string>()), "");
  EXPECT_EQ(join(std::vector<std::string>{"a"}), "a");
  EXPECT_EQ(join(std::vector<std::string>{"a", "b", "c"}), "a, b, c");
  EXPECT_EQ(join(std::set{ours, old}), "81.2.69.7, 81.2.69.142");
}

TEST(Wording, AChangeSaysFromWhatToWhat) {
  EXPECT_EQ(describe_change(record("home", update::Outcome::changed, {old})),
            "address of 'home.example.com' changed from 81.2.69.7 to 81.2.69.142");
  EXPECT_EQ(describe_change(record("@", update::Outcome::changed, {old, ip("93.184.215.14")})),
            "address of 'example.com' changed from 81.2.69.7, 93.184.215.14 to 81.2.69.142");
}

TEST(Wording, ANewRecordIsPublished) {
  EXPECT_EQ(describe_change(record("home", update::Outcome::changed, {})),
            "address of 'home.example.com' published: 81.2.69.142 (new A record, TTL 300 s)");
}

TEST(Wording, AChangeOfTheTtlAloneIsCalledSo) {
  EXPECT_EQ(describe_change(record("home", update::Outcome::changed, {ours})),
            "TTL of 'home.example.com' is now 300 s (81.2.69.142)");
}

TEST(Wording, ADryRunSpeaksOfWhatWouldBe) {
  EXPECT_EQ(describe_change(record("home", update::Outcome::planned, {old})),
            "address of 'home.example.com' would change from 81.2.69.7 to 81.2.69.142");
  EXPECT_EQ(describe_change(record("home", update::Outcome::planned, {})),
            "address of 'home.example.com' would be published: 81.2.69.142 (new A record, TTL 300 s)");
  EXPECT_EQ(describe_change(record("home", update::Outcome::planned, {ours})),
            "TTL of 'home.example.com' would be 300 s (81.2.69.142)");
}

TEST(Wording, FieldsNameTheRecord) {
  EXPECT_EQ(fields_of({"example.com", "@", RecordType::aaaa}),
            (Fields{{"DYNDNS_DOMAIN", "example.com"}, {"DYNDNS_RECORD", "@"}, {"DYNDNS_TYPE", "AAAA"}}));
}

TEST(Wording, AnExampleOfAFailureIsTheFirst) {
  Detection detection{Family::ipv4, 3, 2, {{"a", "a", ours, 1ms}}};
  EXPECT_EQ(example_of_failure(detection), "");
  detection.answers.push_back({"b", "b", Failure{Fault::unreachable, "connection refused"}, 1ms});
  detection.answers.push_back({"c", "c", Failure{Fault::timed_out, "no answer"}, 1ms});
  EXPECT_EQ(example_of_failure(detection), " (for instance 'b': connection refused)");
}

TEST(Wording, DissentNamesWhoSaysWhatAndWhatCounts) {
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

TEST(Wording, AFailureThatPassesIsAWarningAndSaysSo) {
  const auto report = failing("home", Fault::timed_out, "Gandi did not answer in time");
  const auto event = failure_event({&report});
  EXPECT_EQ(event.kind, EventKind::record_failed);
  EXPECT_EQ(event.level, Level::warning);
  EXPECT_EQ(event.message, "could not update 'home.example.com': Gandi did not answer in time; will try again soon");
  EXPECT_EQ(event.fields, (Fields{{"DYNDNS_DOMAIN", "example.com"},
                                  {"DYNDNS_RECORD", "home"},
                                  {"DYNDNS_TYPE", "A"},
                                  {"DYNDNS_ERROR", "timed-out"}}));
}

TEST(Wording, AFailureThatNeedsAPersonIsAnErrorAndSaysWhatToDoThen) {
  const auto report = failing("home", Fault::denied, "the token is refused");
  const auto event = failure_event({&report});
  EXPECT_EQ(event.level, Level::error);
  EXPECT_EQ(event.message,
            "could not update 'home.example.com': the token is refused; will try again in an hour, or at once after "
            "'systemctl reload gandi-dyndnsd'");
}

TEST(Wording, AFailureOfManyRecordsNamesSomeAndCountsTheRest) {
  std::vector<update::RecordReport> reports;
  for (const auto* name : {"a", "b", "c", "d", "e", "f", "g"}) {
    reports.push_back(failing(name, Fault::denied, "the token is refused"));
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

TEST(Wording, ANameWithBothTypesIsNamedOnce) {
  const auto first = failing("home", Fault::denied, "refused");
  auto second = first;
  second.key.type = RecordType::aaaa;
  EXPECT_TRUE(failure_event({&first, &second}).message.starts_with("could not update 'home.example.com': refused"));
}

}  // namespace
}  // namespace dyndns::show
