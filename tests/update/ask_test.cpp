#include "update/ask.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <deque>
#include <stdexcept>

#include "fakes/fake_source.hpp"
#include "fakes/ip.hpp"
#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"

namespace dyndns::update {
namespace {

using namespace std::chrono_literals;
using fakes::FakeSource;
using fakes::ip;
using fakes::Manners;

const Address ours = ip("81.2.69.142");
const Address lie = ip("104.18.0.0");
const Failure refused{Fault::unreachable, "connection refused"};

class AskTest : public testing::Test {
 protected:
  FakeSource& add(const std::string& operator_name, Manners manners = {}) {
    sources.emplace_back(clock, where, operator_name, std::move(manners));
    return sources.back();
  }
  // So many honest ones, each 10 ms slower than the one before.
  void add_honest(int count) {
    for (int i = 0; i < count; ++i) {
      add("honest " + std::to_string(i), {.latency = 10ms * (i + 1)});
    }
  }
  std::vector<RankedSource> ranked() {
    std::vector<RankedSource> strangers;
    for (auto& source : sources) {
      strangers.push_back({&source});
    }
    return strangers;
  }
  std::vector<AddressSource*> all() {
    std::vector<AddressSource*> pointers;
    for (auto& source : sources) {
      pointers.push_back(&source);
    }
    return pointers;
  }
  Findings detect() {
    const auto before = clock.steady();
    auto findings = clock.run(ask_sources(Family::ipv4, ranked(), rules, clock));
    took = clock.steady() - before;
    return findings;
  }
  Findings ask_all() {
    const auto before = clock.steady();
    const auto listen = [this](const Answer& answer) { told.push_back(answer.operator_name); };
    auto findings = clock.run(ask_everyone(Family::ipv4, all(), rules, clock, listen));
    took = clock.steady() - before;
    return findings;
  }
  [[nodiscard]] unsigned under_way() const {
    unsigned count = 0;
    for (const auto& source : sources) {
      count += source.under_way;
    }
    return count;
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  fakes::Whereabouts where{ours, ip("2a02:6b67::1")};
  std::deque<FakeSource> sources;
  AskingRules rules;
  SteadyTime::duration took{};
  std::vector<std::string> told;
};

std::string agreed(const Findings& findings) {
  const auto* found = std::get_if<Agreed>(&findings.verdict);
  return found == nullptr ? "" : found->address.to_string();
}

TEST_F(AskTest, TakesAsLongAsTheFastestOfTheQuorum) {
  add_honest(8);
  const auto findings = detect();
  EXPECT_EQ(agreed(findings), "81.2.69.142");
  EXPECT_EQ(took, 30ms);
  EXPECT_EQ(findings.asked, 5U);
  EXPECT_EQ(findings.answers.size(), 3U);
  EXPECT_EQ(findings.family, Family::ipv4);
  EXPECT_EQ(findings.quorum, 3U);
}

TEST_F(AskTest, CancelsWhatIsStillUnderWay) {
  add_honest(8);
  (void)detect();
  EXPECT_EQ(under_way(), 0U);
  EXPECT_EQ(clock.sleepers(), 0U);
}

TEST_F(AskTest, AsksAboutTheFamilyThatIsAskedAbout) {
  add_honest(5);
  const auto findings = clock.run(ask_sources(Family::ipv6, ranked(), rules, clock));
  EXPECT_EQ(agreed(findings), "2a02:6b67::1");
}

TEST_F(AskTest, KeepsEveryAnswerWithItsLatency) {
  add("fails", {.latency = 5ms, .says = refused});
  add_honest(5);
  const auto findings = detect();
  ASSERT_EQ(findings.answers.size(), 4U);
  EXPECT_EQ(findings.answers[0].operator_name, "fails");
  EXPECT_EQ(findings.answers[0].source, "https://fails/ip");
  EXPECT_EQ(findings.answers[0].address.error(), refused);
  EXPECT_EQ(findings.answers[0].latency, 5ms);
  EXPECT_EQ(findings.answers[3].latency, 30ms);
}

TEST_F(AskTest, AFailureIsReplacedWithoutWaiting) {
  rules.spares = 0;
  add("fails", {.latency = 5ms, .says = refused});
  add_honest(3);
  EXPECT_EQ(agreed(detect()), "81.2.69.142");
  EXPECT_EQ(took, 5ms + 30ms);
}

TEST_F(AskTest, WithSparesAFailureCostsNothing) {
  add("fails", {.latency = 5ms, .says = refused});
  add_honest(5);
  EXPECT_EQ(agreed(detect()), "81.2.69.142");
  EXPECT_EQ(took, 30ms);
}

TEST_F(AskTest, OneThatHangsIsReplacedWhenPatienceEnds) {
  rules.spares = 0;
  add("hangs", {.hangs = true});
  add_honest(3);
  EXPECT_EQ(agreed(detect()), "81.2.69.142");
  EXPECT_EQ(took, 50ms + 30ms);  // the first answer took 10 ms
  EXPECT_EQ(under_way(), 0U);
}

TEST_F(AskTest, TheVoteOfASlowOneCounts) {
  rules.spares = 0;
  add("slow", {.latency = 700ms});
  add_honest(2);
  EXPECT_EQ(agreed(detect()), "81.2.69.142");
  EXPECT_EQ(took, 700ms);
}

TEST_F(AskTest, AStrangerGetsHalfASecondBeforeAnybodyHasAnswered) {
  rules.spares = 0;
  rules.quorum = 1;
  add("hangs", {.hangs = true});
  add_honest(1);
  EXPECT_EQ(agreed(detect()), "81.2.69.142");
  EXPECT_EQ(took, 500ms + 10ms);
}

// A resolver around the corner answers before any web page can.
TEST_F(AskTest, AnAnswerByDatagramSetsNoPatienceForThePages) {
  rules.spares = 0;
  add("dns", {.latency = 2ms, .is_one_datagram = true});
  add("page", {.latency = 180ms});
  add("other page", {.latency = 190ms});
  add_honest(3);
  const auto findings = detect();
  EXPECT_EQ(findings.asked, 3U);
  EXPECT_TRUE(findings.silent.empty());
  EXPECT_EQ(took, 190ms);
}

TEST_F(AskTest, OneWithAPastGetsTheTimeThatItUsuallyTakes) {
  rules.spares = 0;
  add("hangs", {.hangs = true});
  add_honest(3);
  auto known = ranked();
  known[0].patience = 90ms;
  const auto before = clock.steady();
  const auto findings = clock.run(ask_sources(Family::ipv4, known, rules, clock));
  EXPECT_EQ(agreed(findings), "81.2.69.142");
  EXPECT_EQ(clock.steady() - before, 90ms + 30ms);
}

TEST_F(AskTest, TellsWhoWasSilentAndWhetherForTooLong) {
  rules.spares = 1;
  add("hangs", {.hangs = true});
  add_honest(4);
  const auto findings = detect();
  EXPECT_EQ(took, 30ms);
  ASSERT_EQ(findings.silent.size(), 1U);
  EXPECT_EQ(findings.silent[0].source, "https://hangs/ip");
  EXPECT_EQ(findings.silent[0].operator_name, "hangs");
  EXPECT_EQ(findings.silent[0].waited, 30ms);
  EXPECT_FALSE(findings.silent[0].is_overdue);

  rules.spares = 0;
  const auto longer = detect();
  ASSERT_EQ(longer.silent.size(), 1U);
  EXPECT_EQ(longer.silent[0].waited, 50ms + 30ms);
  EXPECT_TRUE(longer.silent[0].is_overdue);
}

TEST_F(AskTest, WhenAllHangItEndsAtTheDeadline) {
  for (const auto* name : {"a", "b", "c", "d", "e", "f"}) {
    add(name, {.hangs = true});
  }
  const auto findings = detect();
  EXPECT_EQ(agreed(findings), "");
  EXPECT_EQ(took, rules.deadline);
  EXPECT_EQ(findings.asked, 6U);
  EXPECT_TRUE(findings.answers.empty());
  EXPECT_EQ(under_way(), 0U);
}

TEST_F(AskTest, WhenAllFailItEndsAtOnce) {
  for (const auto* name : {"a", "b", "c", "d"}) {
    add(name, {.latency = 10ms, .says = refused});
  }
  const auto findings = detect();
  EXPECT_EQ(agreed(findings), "");
  EXPECT_EQ(std::get<NoQuorum>(findings.verdict).best_votes, 0U);
  EXPECT_EQ(findings.asked, 4U);
  EXPECT_EQ(operators_answered(findings), 0U);
  EXPECT_LE(took, 20ms);
}

TEST_F(AskTest, LiarsAndSleepersAreOutvoted) {
  add("lies", {.latency = 1ms, .says = lie});
  add("hangs", {.hangs = true});
  add("lies too", {.latency = 2ms, .says = lie});
  add_honest(9);
  EXPECT_EQ(agreed(detect()), "81.2.69.142");
}

TEST_F(AskTest, SourcesThatAnswerAtOnceAreHeard) {
  for (const auto* name : {"a", "b", "c"}) {
    add(name, {.answers_at_once = true});
  }
  EXPECT_EQ(agreed(detect()), "81.2.69.142");
  EXPECT_EQ(took, 0ms);
}

TEST_F(AskTest, NobodyToAskIsNoQuorum) {
  const auto findings = detect();
  EXPECT_EQ(agreed(findings), "");
  EXPECT_EQ(took, 0ms);
}

TEST_F(AskTest, AnOperatorThatIsAskedTwiceIsCountedOnce) {
  add("cloudflare", {.latency = 5ms, .says = refused});
  add("cloudflare", {.latency = 5ms, .says = refused});
  add("ipify", {.latency = 5ms});
  const auto findings = detect();
  EXPECT_EQ(sources[1].asked, 1U);
  EXPECT_EQ(findings.asked, 2U);
}

TEST_F(AskTest, CancellationReachesEverySource) {
  add("hangs", {.hangs = true});
  add_honest(2);
  fakes::Running<Findings> running(context, ask_sources(Family::ipv4, ranked(), rules, clock));
  clock.advance(100ms);
  EXPECT_EQ(under_way(), 1U);
  running.cancel();
  clock.run_ready();
  EXPECT_TRUE(running.was_cancelled());
  EXPECT_EQ(under_way(), 0U);
  EXPECT_EQ(clock.sleepers(), 0U);
}

// A failure in the same moment calls for another source: it must not be asked any more.
TEST_F(AskTest, NobodyIsAskedAfterTheCancellation) {
  rules.spares = 0;
  rules.quorum = 1;
  add("fails", {.latency = 10ms, .says = refused});
  auto& next = add("next", {.hangs = true});
  fakes::Running<Findings> running(context, ask_sources(Family::ipv4, ranked(), rules, clock));
  clock.run_ready();
  const auto cancel_then = [](Clock& same, fakes::Running<Findings>& whom) -> Task<void> {
    co_await same.sleep_until(same.steady() + 10ms);
    whom.cancel();
  };
  fakes::Running<void> canceller(context, cancel_then(clock, running));
  clock.advance(10ms);
  EXPECT_TRUE(running.was_cancelled());
  EXPECT_EQ(next.under_way, 0U);
}

class Broken final : public AddressSource {
 public:
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return name_; }
  [[nodiscard]] bool can_tell(Family) const override { return true; }
  [[nodiscard]] Task<Result<Address>> ask(Family) override {
    throw std::logic_error("bug");
    co_return ours;
  }

 private:
  std::string name_ = "broken";
};

TEST_F(AskTest, ABugInASourceIsNotHushedUp) {
  add_honest(5);
  Broken broken;
  auto people = ranked();
  people.insert(people.begin(), {&broken});
  EXPECT_THROW(clock.run(ask_sources(Family::ipv4, people, rules, clock)), std::logic_error);
  EXPECT_EQ(under_way(), 0U);
}

class AskEveryoneTest : public AskTest {};

TEST_F(AskEveryoneTest, HearsAllAlthoughTheVerdictStandsEarlier) {
  add_honest(7);
  const auto findings = ask_all();
  EXPECT_EQ(agreed(findings), "81.2.69.142");
  EXPECT_EQ(findings.answers.size(), 7U);
  EXPECT_EQ(findings.asked, 7U);
  EXPECT_EQ(took, 70ms);
}

TEST_F(AskEveryoneTest, TellsOfEachAnswerAsItComes) {
  add("late", {.latency = 90ms});
  add("early", {.latency = 10ms, .says = refused});
  add("middle", {.latency = 50ms});
  (void)ask_all();
  EXPECT_EQ(told, (std::vector<std::string>{"early", "middle", "late"}));
}

TEST_F(AskEveryoneTest, GoesWithoutThoseWhoHang) {
  add("hangs", {.hangs = true});
  add_honest(3);
  const auto findings = ask_all();
  EXPECT_EQ(agreed(findings), "81.2.69.142");
  EXPECT_EQ(findings.answers.size(), 3U);
  EXPECT_EQ(findings.asked, 4U);
  ASSERT_EQ(findings.silent.size(), 1U);
  EXPECT_EQ(findings.silent[0].source, "https://hangs/ip");
  EXPECT_EQ(took, rules.deadline);
  EXPECT_EQ(under_way(), 0U);
}

TEST_F(AskEveryoneTest, HearsThoseWhoAnswerAtOnce) {
  add("interface", {.answers_at_once = true});
  const auto findings = ask_all();
  EXPECT_EQ(findings.answers.size(), 1U);
  EXPECT_EQ(told, (std::vector<std::string>{"interface"}));
}

TEST_F(AskEveryoneTest, CountsOperatorsAndNotSources) {
  add("cloudflare");
  add("cloudflare");
  add("ipify");
  const auto findings = ask_all();
  EXPECT_EQ(findings.answers.size(), 3U);
  EXPECT_EQ(findings.asked, 2U);
  EXPECT_EQ(agreed(findings), "");
}

}  // namespace
}  // namespace dyndns::update
