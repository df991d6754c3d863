#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/votes.hpp"

// Every mix of behaviours of up to seven operators, for every quorum up to four.
namespace dyndns {
namespace {

using fakes::ip;

constexpr unsigned most_operators = 7;
constexpr unsigned highest_quorum = 4;

struct Mix {
  unsigned honest = 0;
  unsigned lying_alike = 0;
  unsigned lying_apart = 0;  // each another lie
  unsigned silent = 0;       // no answer, or one that is no vote: private, void, of the other family

  [[nodiscard]] unsigned liars() const { return lying_alike + lying_apart; }
};

std::vector<Vote> votes_of(const Mix& mix) {
  std::vector<Vote> votes;
  const auto next_name = [&votes] { return std::string(1, static_cast<char>('a' + votes.size())); };
  for (unsigned i = 0; i < mix.honest; ++i) {
    votes.push_back(vote(next_name(), truth));
  }
  for (unsigned i = 0; i < mix.lying_alike; ++i) {
    votes.push_back(vote(next_name(), lie));
  }
  for (unsigned i = 0; i < mix.lying_apart; ++i) {
    votes.push_back(vote(next_name(), ip("8.8.8." + std::to_string(i))));
  }
  return votes;
}

void for_every_mix(const std::function<void(const Mix&, unsigned quorum)>& check) {
  for (unsigned honest = 0; honest <= most_operators; ++honest) {
    for (unsigned alike = 0; honest + alike <= most_operators; ++alike) {
      for (unsigned apart = 0; honest + alike + apart <= most_operators; ++apart) {
        for (unsigned quorum = 1; quorum <= highest_quorum; ++quorum) {
          const auto silent = most_operators - honest - alike - apart;
          SCOPED_TRACE(testing::Message() << honest << " honest, " << alike << " lying alike, " << apart
                                          << " lying apart, " << silent << " silent, quorum " << quorum);
          check({honest, alike, apart, silent}, quorum);
        }
      }
    }
  }
}

TEST(EveryMix, FewerLiarsThanTheQuorumNeverForgeAnAddress) {
  for_every_mix([](const Mix& mix, unsigned quorum) {
    const auto address = agreed(tally(votes_of(mix), quorum));
    EXPECT_TRUE(mix.liars() >= quorum || address.empty() || address == truth.to_string()) << address;
  });
}

TEST(EveryMix, EnoughHonestOperatorsWhoAreTheMostAreBelieved) {
  for_every_mix([](const Mix& mix, unsigned quorum) {
    const bool most = mix.honest > mix.lying_alike && mix.honest > std::min(mix.lying_apart, 1U);
    const bool expected = mix.honest >= quorum && most;
    EXPECT_EQ(agreed(tally(votes_of(mix), quorum)) == truth.to_string(), expected);
  });
}

TEST(EveryMix, WithoutAMajorityForOneAddressThereIsNoQuorum) {
  for_every_mix([](const Mix& mix, unsigned quorum) {
    std::vector<unsigned> counts = {mix.honest, mix.lying_alike, std::min(mix.lying_apart, 1U),
                                    mix.lying_apart > 1 ? 1U : 0U};
    std::ranges::sort(counts, std::greater());
    const auto verdict = tally(votes_of(mix), quorum);
    EXPECT_EQ(agreed(verdict).empty(), counts[0] < quorum || counts[0] == counts[1]);
    if (const auto* none = std::get_if<NoQuorum>(&verdict)) {
      EXPECT_EQ(none->best_votes, counts[0]);
      EXPECT_EQ(none->runner_up_votes, counts[1]);
    }
  });
}

TEST(EveryMix, SilenceIsNoVoteForAnything) {
  for_every_mix([](const Mix& mix, unsigned quorum) {
    EXPECT_TRUE(mix.silent < most_operators || agreed(tally(votes_of(mix), quorum)).empty());
  });
}

TEST(EveryMix, TheOrderOfVotesDoesNotMatter) {
  for_every_mix([](const Mix& mix, unsigned quorum) {
    auto votes = votes_of(mix);
    const auto expected = agreed(tally(votes, quorum));
    for (std::size_t i = 0; i < votes.size(); ++i) {
      SCOPED_TRACE(i);
      std::ranges::rotate(votes, votes.begin() + 1);
      EXPECT_EQ(agreed(tally(votes, quorum)), expected);
    }
    std::ranges::reverse(votes);
    EXPECT_EQ(agreed(tally(votes, quorum)), expected);
  });
}

TEST(EveryMix, SpeakingTwiceChangesNothing) {
  for_every_mix([](const Mix& mix, unsigned quorum) {
    auto votes = votes_of(mix);
    const auto expected = agreed(tally(votes, quorum));
    const auto once = votes;
    votes.insert(votes.end(), once.begin(), once.end());
    EXPECT_EQ(agreed(tally(votes, quorum)), expected);
  });
}

TEST(EveryMix, WhoContradictsHimselfMightAsWellBeSilent) {
  for_every_mix([](const Mix& mix, unsigned quorum) {
    auto votes = votes_of(mix);
    if (votes.empty()) {
      return;
    }
    const std::vector<Vote> others(votes.begin() + 1, votes.end());
    votes.push_back(vote(votes.front().operator_name, ip("9.9.9.9")));
    EXPECT_EQ(agreed(tally(votes, quorum)), agreed(tally(others, quorum)));
  });
}

}  // namespace
}  // namespace dyndns
