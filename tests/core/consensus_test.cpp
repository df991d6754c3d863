#include "core/consensus.hpp"

#include <gtest/gtest.h>

#include "core/votes.hpp"

namespace dyndns {
namespace {

using fakes::ip;

TEST(Consensus, NobodyAgreesWhereNobodyVotes) {
  const auto verdict = tally({}, 1);
  const auto& none = std::get<NoQuorum>(verdict);
  EXPECT_FALSE(none.best);
  EXPECT_EQ(none.best_votes, 0U);
}

TEST(Consensus, AsManyAsTheQuorumAgree) {
  const std::vector<Vote> votes = {vote("c", truth), vote("a", truth), vote("b", truth)};
  const auto verdict = tally(votes, 3);
  ASSERT_EQ(agreed(verdict), "81.2.69.142");
  EXPECT_EQ(std::get<Agreed>(verdict).operators, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Consensus, OneVoteTooFewIsNoQuorumAndSaysHowMany) {
  const std::vector<Vote> votes = {vote("a", truth), vote("b", truth), vote("c", lie)};
  const auto verdict = tally(votes, 3);
  const auto& none = std::get<NoQuorum>(verdict);
  EXPECT_EQ(none.best, truth);
  EXPECT_EQ(none.best_votes, 2U);
  EXPECT_EQ(none.runner_up_votes, 1U);
}

TEST(Consensus, ATieIsNoQuorum) {
  const std::vector<Vote> votes = {vote("a", truth), vote("b", truth), vote("c", lie), vote("d", lie)};
  const auto verdict = tally(votes, 2);
  const auto& none = std::get<NoQuorum>(verdict);
  EXPECT_EQ(none.best_votes, 2U);
  EXPECT_EQ(none.runner_up_votes, 2U);
}

TEST(Consensus, AnOperatorThatSpeaksTwiceCountsOnce) {
  const std::vector<Vote> votes = {vote("a", truth), vote("a", truth), vote("b", truth)};
  EXPECT_EQ(agreed(tally(votes, 2)), "81.2.69.142");
  EXPECT_EQ(agreed(tally(votes, 3)), "");
}

TEST(Consensus, AnOperatorThatContradictsItselfCountsNowhere) {
  const std::vector<Vote> votes = {vote("a", truth), vote("b", truth), vote("c", truth), vote("c", lie)};
  EXPECT_EQ(agreed(tally(votes, 2)), "81.2.69.142");
  EXPECT_EQ(agreed(tally(votes, 3)), "");
  const std::vector<Vote> alone = {vote("c", truth), vote("c", lie), vote("c", truth)};
  EXPECT_EQ(agreed(tally(alone, 1)), "");
}

TEST(Consensus, AllUnauthenticatedSourcesTogetherAreOneOperator) {
  std::vector<Vote> votes(9, vote(unauthenticated_operator, lie));
  EXPECT_EQ(agreed(tally(votes, 2)), "");
}

TEST(Consensus, ServicesBehindOneCdnLieInUnisonAndAreOutvoted) {
  const std::vector<Vote> votes = {vote("cloudflare", lie), vote("cloudflare", lie), vote("cloudflare", lie),
                                   vote("ipify", truth), vote("aws", truth)};
  EXPECT_EQ(agreed(tally(votes, 2)), "81.2.69.142");
}

constexpr unsigned highest_quorum = 4;

// ---- is_settled(), against everything that could still be said.

// True when some way to complete the votes leads to another verdict. Each further operator repeats what somebody said,
// says something new, or nothing; the order does not matter, so that none says what stands before the last one's.
bool may_change(std::vector<Vote>& votes, unsigned quorum, unsigned outstanding, unsigned from,
                const std::string& expected) {
  if (agreed(tally(votes, quorum)) != expected) {
    return true;
  }
  for (unsigned i = from; outstanding > 0 && i < 5; ++i) {
    votes.push_back(vote("late-" + std::to_string(outstanding), ip("8.8.8." + std::to_string(i))));
    const bool changed = may_change(votes, quorum, outstanding - 1, i, expected);
    votes.pop_back();
    if (changed) {
      return true;
    }
  }
  return false;
}

TEST(Settled, MeansThatNothingToComeCanChangeTheVerdictAndNothingElse) {
  for (unsigned seed = 0; seed < 4 * 4 * 3; ++seed) {
    std::vector<Vote> votes;
    const unsigned named[] = {seed % 4, seed / 4 % 4, seed / 16 % 3};
    for (unsigned i = 0; i < 3; ++i) {
      for (unsigned j = 0; j < named[i]; ++j) {
        votes.push_back(vote(std::to_string(i) + "-" + std::to_string(j), ip("8.8.8." + std::to_string(i))));
      }
    }
    for (unsigned quorum = 1; quorum <= highest_quorum; ++quorum) {
      for (unsigned outstanding = 0; outstanding <= 3; ++outstanding) {
        const bool open = may_change(votes, quorum, outstanding, 0, agreed(tally(votes, quorum)));
        EXPECT_EQ(is_settled(votes, quorum, outstanding), !open)
            << named[0] << '/' << named[1] << '/' << named[2] << " votes, quorum " << quorum << ", " << outstanding
            << " to come";
      }
    }
  }
}

}  // namespace
}  // namespace dyndns
