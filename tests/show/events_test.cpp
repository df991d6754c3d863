#include "show/events.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "show/sample.hpp"
#include "show/sentences.hpp"

namespace dyndns::show {
namespace {

using namespace std::chrono_literals;

const std::vector<RecordWish> wishes = {{www, {}}, {apex, {}}};

TEST(Events, TheStartSaysWhatIsLookedAfter) {
  EXPECT_EQ(started_event(wishes, true, {}).message, "started, maintaining 2 records in 1 domain");
}

TEST(Events, TheStartSaysWhatIsMissing) {
  EXPECT_EQ(started_event(wishes, false, Failure{Fault::unavailable, "no netlink"}).message,
            "started, maintaining 2 records in 1 domain; no state directory is given, so the memory is kept in RAM; "
            "cannot watch the network (no netlink), so changes are noticed only at the next interval");
}

TEST(Events, AReloadSaysWhatItChanged) {
  const auto event = reloaded_event(wishes, "interval is 1min, was 5min");
  EXPECT_EQ(event.kind, EventKind::reloaded);
  EXPECT_EQ(event.level, Level::notice);
  EXPECT_EQ(event.message, "configuration reloaded, maintaining 2 records in 1 domain: interval is 1min, was 5min");
}

TEST(Events, AConfigurationThatIsNotUsableIsAnErrorAtStartAndAtReload) {
  for (const auto& event : {not_started_event("ttl: bad"), not_reloaded_event("ttl: bad")}) {
    SCOPED_TRACE(event.message);
    EXPECT_EQ(event.level, Level::error);
    EXPECT_TRUE(event.message.ends_with(": ttl: bad"));
  }
}

TEST(Events, EachProblemIsOne) {
  const auto events = problem_events({{false, "a", "odd"}, {true, "b", "bad"}});
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].level, Level::warning);
  EXPECT_EQ(events[0].message, "a: odd");
  EXPECT_EQ(events[1].level, Level::error);
}

TEST(Events, WakingIsForDebugging) {
  EXPECT_EQ(woken_event("an address came").level, Level::debug);
  EXPECT_EQ(woken_event("an address came").message, "a round begins early: an address came");
}

TEST(Events, StandingStillSaysWhere) {
  const auto event = stuck_event("waiting for Gandi's answer to GET https://api.example/domains", 119s);
  EXPECT_EQ(event.level, Level::error);
  EXPECT_EQ(event.message,
            "stuck while waiting for Gandi's answer to GET https://api.example/domains, overdue by 1 minute; lets the "
            "service manager restart the daemon");
}

TEST(Events, FieldsNameTheRecord) {
  update::RecordReport report{{"example.com", "@", RecordType::aaaa}, Outcome::unchanged, {}, ip("2a02:6b67::1")};
  EXPECT_EQ(recovery_event({&report}).fields,
            (Fields{{"DYNDNS_DOMAIN", "example.com"}, {"DYNDNS_RECORD", "@"}, {"DYNDNS_TYPE", "AAAA"}}));
}

TEST(Events, DissentNamesWhoSaysWhatAndWhatCounts) {
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

TEST(Events, OneOperatorIsNotSpokenOfAsSeveral) {
  Findings alone{Family::ipv4, 1, 1};
  alone.verdict = Agreed{ours, {"interface eth0"}};
  EXPECT_EQ(verdict_of(alone), "IPv4 address is 81.2.69.142: named by interface eth0");
  EXPECT_EQ(dissent_event({"https://liar/ip", "liar", old, 1ms}, {ours, {"a"}}).message,
            "'liar' says that our address is 81.2.69.7, but 1 operator (a) says 81.2.69.142, which is what counts");
}

TEST(Events, AFailureThatPassesIsAWarningAndSaysSo) {
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

TEST(Events, AFailureThatNeedsAPersonIsAnErrorAndSaysWhatToDoThen) {
  const auto report = failing("home", {Fault::denied, "the token is refused"});
  const auto event = failure_event({&report});
  EXPECT_EQ(event.level, Level::error);
  EXPECT_EQ(event.message,
            "could not update 'home.example.com': the token is refused; will try again in an hour, or at once after "
            "'systemctl reload gandi-dyndnsd'");
}

TEST(Events, AFailureOfManyRecordsNamesSomeAndCountsTheRest) {
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

TEST(Events, ANameWithBothTypesIsNamedOnce) {
  const auto first = failing("home", {Fault::denied, "refused"});
  auto second = first;
  second.key.type = RecordType::aaaa;
  EXPECT_TRUE(failure_event({&first, &second}).message.starts_with("could not update 'home.example.com': refused"));
}

}  // namespace
}  // namespace dyndns::show
