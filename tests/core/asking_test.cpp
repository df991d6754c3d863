#include "core/asking.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::ip;
using Indices = std::vector<std::size_t>;

const Address ours = ip("81.2.69.142");
const Address lie = ip("104.18.0.0");

using Sources = std::vector<Asking::Source>;

Sources operators(std::size_t count) {
  Sources sources;
  for (std::size_t i = 0; i < count; ++i) {
    sources.push_back({"operator " + std::to_string(i)});
  }
  return sources;
}

bool is_agreed(const Asking& asking, const Address& address) {
  const auto verdict = asking.verdict();
  const auto* agreed = std::get_if<Agreed>(&verdict);
  return agreed != nullptr && agreed->address == address;
}

TEST(Asking, AsksTheQuorumAndTheSparesAtOnceInOrder) {
  Asking asking(operators(8), 3, 2);
  EXPECT_EQ(asking.next(), (Indices{0, 1, 2, 3, 4}));
  EXPECT_EQ(asking.next(), Indices());
  EXPECT_FALSE(asking.is_settled());
}

TEST(Asking, AsksAllWhereThereAreFewer) {
  Asking asking(operators(2), 3, 2);
  EXPECT_EQ(asking.next(), (Indices{0, 1}));
  EXPECT_EQ(asking.next(), Indices());
}

TEST(Asking, AVoteForTheBestAddressCallsForNobodyElse) {
  Asking asking(operators(8), 3, 2);
  (void)asking.next();
  asking.voted(0, ours);
  EXPECT_EQ(asking.next(), Indices());
  asking.voted(1, ours);
  EXPECT_EQ(asking.next(), Indices());
}

TEST(Asking, IsSettledAsSoonAsNothingToComeCanChangeTheVerdict) {
  Asking asking(operators(8), 3, 2);
  (void)asking.next();
  asking.voted(4, ours);
  asking.voted(2, ours);
  EXPECT_FALSE(asking.is_settled());
  asking.voted(0, ours);
  EXPECT_TRUE(asking.is_settled());  // the two that are still under way cannot outvote three
  EXPECT_TRUE(is_agreed(asking, ours));
}

TEST(Asking, AnotherOneIsAskedForEachThatFails) {
  Asking asking(operators(8), 3, 2);
  (void)asking.next();
  asking.failed(1);
  EXPECT_EQ(asking.next(), (Indices{5}));
  asking.failed(5);
  asking.failed(0);
  EXPECT_EQ(asking.next(), (Indices{6, 7}));
}

TEST(Asking, AnotherOneIsAskedForEachThatDissents) {
  Asking asking(operators(8), 3, 2);
  (void)asking.next();
  asking.voted(0, ours);
  asking.voted(1, ours);
  EXPECT_EQ(asking.next(), Indices());
  asking.voted(2, lie);
  EXPECT_EQ(asking.next(), (Indices{5}));
}

TEST(Asking, AnotherOneIsAskedForEachThatIsSlow) {
  Asking asking(operators(8), 3, 2);
  (void)asking.next();
  asking.slow(0);
  asking.slow(3);
  EXPECT_EQ(asking.next(), (Indices{5, 6}));
  asking.slow(0);
  EXPECT_EQ(asking.next(), Indices());
}

TEST(Asking, AnAgreementDoesNotWaitForTheSlow) {
  Asking asking(operators(3), 1, 2);
  (void)asking.next();
  asking.voted(0, ours);
  EXPECT_FALSE(asking.is_settled());  // a tie is still possible
  asking.slow(1);
  EXPECT_FALSE(asking.is_settled());
  asking.slow(2);
  EXPECT_TRUE(asking.is_settled());
}

TEST(Asking, TheVoteOfASlowOneStillCounts) {
  Asking asking(operators(3), 3, 0);
  (void)asking.next();
  asking.slow(2);
  asking.voted(0, ours);
  asking.voted(1, ours);
  EXPECT_FALSE(asking.is_settled());
  asking.voted(2, ours);
  EXPECT_TRUE(asking.is_settled());
  EXPECT_TRUE(is_agreed(asking, ours));
}

TEST(Asking, NoAgreementIsGivenUpWhileASlowOneCouldBringIt) {
  Asking asking(operators(2), 2, 0);
  (void)asking.next();
  asking.voted(0, ours);
  asking.slow(1);
  EXPECT_FALSE(asking.is_settled());
  asking.failed(1);
  EXPECT_TRUE(asking.is_settled());
  EXPECT_FALSE(is_agreed(asking, ours));
}

TEST(Asking, SlownessOfOneThatHasAnsweredMeansNothing) {
  Asking asking(operators(4), 2, 0);
  (void)asking.next();
  asking.voted(0, ours);
  asking.slow(0);
  EXPECT_EQ(asking.next(), Indices());
  asking.failed(1);
  asking.slow(1);
  EXPECT_EQ(asking.next(), (Indices{2}));
}

TEST(Asking, AnOperatorsSecondSourceIsAskedOnlyAfterItsFirstFailed) {
  Asking asking(Sources{{"cloudflare"}, {"cloudflare"}, {"ipify"}, {"aws"}}, 2, 1);
  EXPECT_EQ(asking.next(), (Indices{0, 2, 3}));
  asking.failed(0);
  EXPECT_EQ(asking.next(), (Indices{1}));
}

TEST(Asking, AnOperatorsSecondSourceIsNotAskedWhenItsFirstIsSlowOrVoted) {
  Asking slow(Sources{{"a"}, {"a"}}, 1, 1);
  (void)slow.next();
  slow.slow(0);
  EXPECT_EQ(slow.next(), Indices());

  Asking voted(Sources{{"a"}, {"a"}}, 2, 0);
  (void)voted.next();
  voted.voted(0, ours);
  EXPECT_EQ(voted.next(), Indices());
  EXPECT_TRUE(voted.is_settled());  // one operator is no two votes
}

TEST(Asking, ATieAsksMore) {
  Asking asking(operators(8), 2, 0);
  EXPECT_EQ(asking.next(), (Indices{0, 1}));
  asking.voted(0, ours);
  asking.voted(1, lie);
  EXPECT_EQ(asking.next(), (Indices{2}));
  asking.voted(2, lie);
  EXPECT_TRUE(asking.is_settled());
  EXPECT_TRUE(is_agreed(asking, lie));
}

TEST(Asking, ATieAtTheQuorumAsksUntilOneIsAhead) {
  Asking asking(operators(8), 1, 1);
  EXPECT_EQ(asking.next(), (Indices{0, 1}));
  asking.voted(0, ours);
  asking.voted(1, lie);
  EXPECT_FALSE(asking.is_settled());
  EXPECT_EQ(asking.next(), (Indices{2, 3}));
  asking.voted(2, ours);
  asking.failed(3);
  EXPECT_TRUE(asking.is_settled());
  EXPECT_TRUE(is_agreed(asking, ours));
}

TEST(Asking, SilenceOfAllIsNoQuorum) {
  Asking asking(operators(4), 3, 2);
  for (auto asked = asking.next(); !asked.empty(); asked = asking.next()) {
    SCOPED_TRACE(testing::PrintToString(asked));
    EXPECT_FALSE(asking.is_settled());
    for (const auto source : asked) {
      asking.failed(source);
    }
  }
  EXPECT_TRUE(asking.is_settled());
  EXPECT_FALSE(std::get<NoQuorum>(asking.verdict()).best);
}

TEST(Asking, GivesUpWhenThoseLeftAreTooFewForAQuorum) {
  Asking asking(operators(4), 3, 2);
  (void)asking.next();
  asking.failed(0);
  EXPECT_FALSE(asking.is_settled());
  asking.failed(1);
  EXPECT_TRUE(asking.is_settled());  // two of the three required are left
}

TEST(Asking, OfNobodyIsSettledAtOnce) {
  Asking asking({}, 1, 2);
  EXPECT_EQ(asking.next(), Indices());
  EXPECT_TRUE(asking.is_settled());
}

TEST(Asking, TheGoodAreAskedBeforeThoseOnTrialAndThoseWhoRest) {
  Asking asking(Sources{{"resting", Rank::resting}, {"trial", Rank::trial}, {"a"}, {"b"}}, 2, 0);
  EXPECT_EQ(asking.next(), (Indices{2, 3, 1}));  // and the trial, beside them
  asking.failed(2);
  EXPECT_EQ(asking.next(), Indices{0});
}

TEST(Asking, WhereTheGoodAreTooFewTheOthersAreAskedToo) {
  Asking asking(Sources{{"resting", Rank::resting}, {"trial", Rank::trial}, {"a"}}, 3, 0);
  EXPECT_EQ(asking.next(), (Indices{2, 1, 0}));
  asking.voted(2, ours);
  asking.voted(1, ours);
  EXPECT_FALSE(asking.is_settled());
  asking.voted(0, ours);
  EXPECT_TRUE(is_agreed(asking, ours));
}

TEST(Asking, NobodyWaitsForATrial) {
  Asking asking(Sources{{"trial", Rank::trial}, {"a"}, {"b"}}, 1, 0);
  EXPECT_EQ(asking.next(), (Indices{1, 0}));
  asking.voted(1, ours);
  EXPECT_TRUE(asking.is_settled());
}

TEST(Asking, TheVoteOfATrialCounts) {
  Asking asking(Sources{{"trial", Rank::trial}, {"a"}, {"b"}}, 2, 0);
  (void)asking.next();
  asking.voted(1, ours);
  asking.voted(0, ours);
  EXPECT_TRUE(is_agreed(asking, ours));
}

TEST(Asking, OneIsTriedAtATime) {
  Asking asking(Sources{{"trial 1", Rank::trial}, {"trial 2", Rank::trial}, {"a"}}, 1, 0);
  EXPECT_EQ(asking.next(), (Indices{2, 0}));
  EXPECT_EQ(asking.next(), Indices());
}

TEST(Asking, AnOperatorIsNotTriedBesideItsGoodSource) {
  Asking asking(Sources{{"a"}, {"a", Rank::trial}}, 1, 0);
  EXPECT_EQ(asking.next(), Indices{0});
}

TEST(PoliteSpares, AreWhatLeavesEachBelowNinetyQuestionsADay) {
  EXPECT_EQ(polite_spares(14, 3, std::chrono::minutes(5)), 1U);   // 4 * 288 / 14 = 82
  EXPECT_EQ(polite_spares(12, 3, std::chrono::minutes(5)), 0U);   // 4 * 288 / 12 = 96
  EXPECT_EQ(polite_spares(12, 3, std::chrono::minutes(10)), 2U);  // 5 * 144 / 12 = 60
  EXPECT_EQ(polite_spares(200, 3, std::chrono::minutes(1)), 2U);
  EXPECT_EQ(polite_spares(5, 3, std::chrono::seconds(1)), 0U);
  EXPECT_EQ(polite_spares(0, 3, std::chrono::hours(24)), 0U);
}

TEST(Asking, EveryIndexIsGivenOnce) {
  Asking asking(operators(9), 2, 1);
  std::vector<int> times(9);
  for (auto asked = asking.next(); !asked.empty(); asked = asking.next()) {
    for (const auto source : asked) {
      ++times.at(source);
      asking.failed(source);
    }
  }
  EXPECT_EQ(times, std::vector<int>(9, 1));
}

TEST(Asking, WhoFailedIsNotAskedAgain) {
  Asking asking(Sources{{"a"}, {"b"}, {"trial", Rank::trial}}, 3, 0);
  EXPECT_EQ(asking.next(), (Indices{0, 1, 2}));
  asking.failed(0);
  asking.failed(2);
  EXPECT_EQ(asking.next(), Indices());
  asking.failed(1);
  EXPECT_TRUE(asking.is_settled());
}

}  // namespace
}  // namespace dyndns
