#include "core/canvass.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::ip;
using Indices = std::vector<std::size_t>;

const Address ours = ip("81.2.69.142");
const Address lie = ip("104.18.0.0");

using Sources = std::vector<Canvass::Source>;

Sources operators(std::size_t count) {
  Sources sources;
  for (std::size_t i = 0; i < count; ++i) {
    sources.push_back({"operator " + std::to_string(i)});
  }
  return sources;
}

bool is_agreed(const Canvass& canvass, const Address& address) {
  const auto verdict = canvass.verdict();
  const auto* agreed = std::get_if<Agreed>(&verdict);
  return agreed != nullptr && agreed->address == address;
}

TEST(Canvass, AsksTheQuorumAndTheSparesAtOnceInOrder) {
  Canvass canvass(operators(8), 3, 2);
  EXPECT_EQ(canvass.next(), (Indices{0, 1, 2, 3, 4}));
  EXPECT_EQ(canvass.next(), Indices());
  EXPECT_FALSE(canvass.is_settled());
}

TEST(Canvass, AsksAllWhereThereAreFewer) {
  Canvass canvass(operators(2), 3, 2);
  EXPECT_EQ(canvass.next(), (Indices{0, 1}));
  EXPECT_EQ(canvass.next(), Indices());
}

TEST(Canvass, AVoteForTheBestAddressCallsForNobodyElse) {
  Canvass canvass(operators(8), 3, 2);
  (void)canvass.next();
  canvass.voted(0, ours);
  EXPECT_EQ(canvass.next(), Indices());
  canvass.voted(1, ours);
  EXPECT_EQ(canvass.next(), Indices());
}

TEST(Canvass, IsSettledAsSoonAsNothingToComeCanChangeTheVerdict) {
  Canvass canvass(operators(8), 3, 2);
  (void)canvass.next();
  canvass.voted(4, ours);
  canvass.voted(2, ours);
  EXPECT_FALSE(canvass.is_settled());
  canvass.voted(0, ours);
  EXPECT_TRUE(canvass.is_settled());  // the two that are still under way cannot outvote three
  EXPECT_TRUE(is_agreed(canvass, ours));
}

TEST(Canvass, AnotherOneIsAskedForEachThatFails) {
  Canvass canvass(operators(8), 3, 2);
  (void)canvass.next();
  canvass.failed(1);
  EXPECT_EQ(canvass.next(), (Indices{5}));
  canvass.failed(5);
  canvass.failed(0);
  EXPECT_EQ(canvass.next(), (Indices{6, 7}));
}

TEST(Canvass, AnotherOneIsAskedForEachThatDissents) {
  Canvass canvass(operators(8), 3, 2);
  (void)canvass.next();
  canvass.voted(0, ours);
  canvass.voted(1, ours);
  EXPECT_EQ(canvass.next(), Indices());
  canvass.voted(2, lie);
  EXPECT_EQ(canvass.next(), (Indices{5}));
}

TEST(Canvass, AnotherOneIsAskedForEachThatIsSlow) {
  Canvass canvass(operators(8), 3, 2);
  (void)canvass.next();
  canvass.slow(0);
  canvass.slow(3);
  EXPECT_EQ(canvass.next(), (Indices{5, 6}));
  canvass.slow(0);
  EXPECT_EQ(canvass.next(), Indices());
}

TEST(Canvass, AnAgreementDoesNotWaitForTheSlow) {
  Canvass canvass(operators(3), 1, 2);
  (void)canvass.next();
  canvass.voted(0, ours);
  EXPECT_FALSE(canvass.is_settled());  // a tie is still possible
  canvass.slow(1);
  EXPECT_FALSE(canvass.is_settled());
  canvass.slow(2);
  EXPECT_TRUE(canvass.is_settled());
}

TEST(Canvass, TheVoteOfASlowOneStillCounts) {
  Canvass canvass(operators(3), 3, 0);
  (void)canvass.next();
  canvass.slow(2);
  canvass.voted(0, ours);
  canvass.voted(1, ours);
  EXPECT_FALSE(canvass.is_settled());
  canvass.voted(2, ours);
  EXPECT_TRUE(canvass.is_settled());
  EXPECT_TRUE(is_agreed(canvass, ours));
}

TEST(Canvass, NoAgreementIsGivenUpWhileASlowOneCouldBringIt) {
  Canvass canvass(operators(2), 2, 0);
  (void)canvass.next();
  canvass.voted(0, ours);
  canvass.slow(1);
  EXPECT_FALSE(canvass.is_settled());
  canvass.failed(1);
  EXPECT_TRUE(canvass.is_settled());
  EXPECT_FALSE(is_agreed(canvass, ours));
}

TEST(Canvass, SlownessOfOneThatHasAnsweredMeansNothing) {
  Canvass canvass(operators(4), 2, 0);
  (void)canvass.next();
  canvass.voted(0, ours);
  canvass.slow(0);
  EXPECT_EQ(canvass.next(), Indices());
  canvass.failed(1);
  canvass.slow(1);
  EXPECT_EQ(canvass.next(), (Indices{2}));
}

TEST(Canvass, AnOperatorsSecondSourceIsAskedOnlyAfterItsFirstFailed) {
  Canvass canvass(Sources{{"cloudflare"}, {"cloudflare"}, {"ipify"}, {"aws"}}, 2, 1);
  EXPECT_EQ(canvass.next(), (Indices{0, 2, 3}));
  canvass.failed(0);
  EXPECT_EQ(canvass.next(), (Indices{1}));
}

TEST(Canvass, AnOperatorsSecondSourceIsNotAskedWhenItsFirstIsSlowOrVoted) {
  Canvass slow(Sources{{"a"}, {"a"}}, 1, 1);
  (void)slow.next();
  slow.slow(0);
  EXPECT_EQ(slow.next(), Indices());

  Canvass voted(Sources{{"a"}, {"a"}}, 2, 0);
  (void)voted.next();
  voted.voted(0, ours);
  EXPECT_EQ(voted.next(), Indices());
  EXPECT_TRUE(voted.is_settled());  // one operator is no two votes
}

TEST(Canvass, ATieAsksMore) {
  Canvass canvass(operators(8), 2, 0);
  EXPECT_EQ(canvass.next(), (Indices{0, 1}));
  canvass.voted(0, ours);
  canvass.voted(1, lie);
  EXPECT_EQ(canvass.next(), (Indices{2}));
  canvass.voted(2, lie);
  EXPECT_TRUE(canvass.is_settled());
  EXPECT_TRUE(is_agreed(canvass, lie));
}

TEST(Canvass, ATieAtTheQuorumAsksUntilOneIsAhead) {
  Canvass canvass(operators(8), 1, 1);
  EXPECT_EQ(canvass.next(), (Indices{0, 1}));
  canvass.voted(0, ours);
  canvass.voted(1, lie);
  EXPECT_FALSE(canvass.is_settled());
  EXPECT_EQ(canvass.next(), (Indices{2, 3}));
  canvass.voted(2, ours);
  canvass.failed(3);
  EXPECT_TRUE(canvass.is_settled());
  EXPECT_TRUE(is_agreed(canvass, ours));
}

TEST(Canvass, SilenceOfAllIsNoQuorum) {
  Canvass canvass(operators(4), 3, 2);
  for (auto asked = canvass.next(); !asked.empty(); asked = canvass.next()) {
    SCOPED_TRACE(testing::PrintToString(asked));
    EXPECT_FALSE(canvass.is_settled());
    for (const auto source : asked) {
      canvass.failed(source);
    }
  }
  EXPECT_TRUE(canvass.is_settled());
  EXPECT_FALSE(std::get<NoQuorum>(canvass.verdict()).best);
}

TEST(Canvass, GivesUpWhenThoseLeftAreTooFewForAQuorum) {
  Canvass canvass(operators(4), 3, 2);
  (void)canvass.next();
  canvass.failed(0);
  EXPECT_FALSE(canvass.is_settled());
  canvass.failed(1);
  EXPECT_TRUE(canvass.is_settled());  // two of the three required are left
}

TEST(Canvass, OfNobodyIsSettledAtOnce) {
  Canvass canvass({}, 1, 2);
  EXPECT_EQ(canvass.next(), Indices());
  EXPECT_TRUE(canvass.is_settled());
}

TEST(Canvass, TheGoodAreAskedBeforeThoseOnTrialAndThoseWhoRest) {
  Canvass canvass(Sources{{"resting", Rank::resting}, {"trial", Rank::trial}, {"a"}, {"b"}}, 2, 0);
  EXPECT_EQ(canvass.next(), (Indices{2, 3, 1}));  // and the trial, beside them
  canvass.failed(2);
  EXPECT_EQ(canvass.next(), Indices{0});
}

TEST(Canvass, WhereTheGoodAreTooFewTheOthersAreAskedToo) {
  Canvass canvass(Sources{{"resting", Rank::resting}, {"trial", Rank::trial}, {"a"}}, 3, 0);
  EXPECT_EQ(canvass.next(), (Indices{2, 1, 0}));
  canvass.voted(2, ours);
  canvass.voted(1, ours);
  EXPECT_FALSE(canvass.is_settled());
  canvass.voted(0, ours);
  EXPECT_TRUE(is_agreed(canvass, ours));
}

TEST(Canvass, NobodyWaitsForATrial) {
  Canvass canvass(Sources{{"trial", Rank::trial}, {"a"}, {"b"}}, 1, 0);
  EXPECT_EQ(canvass.next(), (Indices{1, 0}));
  canvass.voted(1, ours);
  EXPECT_TRUE(canvass.is_settled());
}

TEST(Canvass, TheVoteOfATrialCounts) {
  Canvass canvass(Sources{{"trial", Rank::trial}, {"a"}, {"b"}}, 2, 0);
  (void)canvass.next();
  canvass.voted(1, ours);
  canvass.voted(0, ours);
  EXPECT_TRUE(is_agreed(canvass, ours));
}

TEST(Canvass, OneIsTriedAtATime) {
  Canvass canvass(Sources{{"trial 1", Rank::trial}, {"trial 2", Rank::trial}, {"a"}}, 1, 0);
  EXPECT_EQ(canvass.next(), (Indices{2, 0}));
  EXPECT_EQ(canvass.next(), Indices());
}

TEST(Canvass, AnOperatorIsNotTriedBesideItsGoodSource) {
  Canvass canvass(Sources{{"a"}, {"a", Rank::trial}}, 1, 0);
  EXPECT_EQ(canvass.next(), Indices{0});
}

TEST(PoliteSpares, AreWhatLeavesEachBelowNinetyQuestionsADay) {
  EXPECT_EQ(polite_spares(14, 3, std::chrono::minutes(5)), 1U);   // 4 * 288 / 14 = 82
  EXPECT_EQ(polite_spares(12, 3, std::chrono::minutes(5)), 0U);   // 4 * 288 / 12 = 96
  EXPECT_EQ(polite_spares(12, 3, std::chrono::minutes(10)), 2U);  // 5 * 144 / 12 = 60
  EXPECT_EQ(polite_spares(200, 3, std::chrono::minutes(1)), 2U);
  EXPECT_EQ(polite_spares(5, 3, std::chrono::seconds(1)), 0U);
  EXPECT_EQ(polite_spares(0, 3, std::chrono::hours(24)), 0U);
}

TEST(Canvass, EveryIndexIsGivenOnce) {
  Canvass canvass(operators(9), 2, 1);
  std::vector<int> times(9);
  for (auto asked = canvass.next(); !asked.empty(); asked = canvass.next()) {
    for (const auto source : asked) {
      ++times.at(source);
      canvass.failed(source);
    }
  }
  EXPECT_EQ(times, std::vector<int>(9, 1));
}

TEST(Canvass, WhoFailedIsNotAskedAgain) {
  Canvass canvass(Sources{{"a"}, {"b"}, {"trial", Rank::trial}}, 3, 0);
  EXPECT_EQ(canvass.next(), (Indices{0, 1, 2}));
  canvass.failed(0);
  canvass.failed(2);
  EXPECT_EQ(canvass.next(), Indices());
  canvass.failed(1);
  EXPECT_TRUE(canvass.is_settled());
}

}  // namespace
}  // namespace dyndns
