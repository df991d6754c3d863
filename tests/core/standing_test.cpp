#include "core/standing.hpp"

#include <gtest/gtest.h>

#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using fakes::ip;
using std::chrono::milliseconds;

const Address ours = ip("81.2.69.142");
const WallTime now{1'790'000'000s};
const SourceKey key{Family::ipv4, "https://a.example/ip"};

class StandingTest : public testing::Test {
 protected:
  // One round, in which others agree.
  void round(Result<Address> said, milliseconds latency = 80ms) {
    standings =
        learned(standings,
                {Family::ipv4, 3, 5, {{key.name, "a", std::move(said), latency}}, Agreed{ours, {"b", "c", "d"}}}, when);
  }
  void silent_round(milliseconds waited, bool is_overdue) {
    Findings findings{Family::ipv4, 3, 5, {}, Agreed{ours, {"b", "c", "d"}}};
    findings.silent.push_back({key.name, "a", waited, is_overdue});
    standings = learned(standings, findings, when);
  }
  [[nodiscard]] const Standing& standing() { return standings[key]; }
  [[nodiscard]] Rank rank() { return rank_of(standing(), when); }

  Standings standings;
  WallTime when = now;
};

TEST_F(StandingTest, AStrangerIsGoodAndHasNoPast) {
  EXPECT_EQ(rank(), Rank::good);
  EXPECT_EQ(patience_with(standing()), std::nullopt);
}

TEST_F(StandingTest, TheFirstAnswerTellsHowLongItTakes) {
  round(ours, 80ms);
  EXPECT_EQ(standing().latency, 80ms);
  EXPECT_EQ(patience_with(standing()), 80ms + 4 * 40ms + 20ms);
  EXPECT_EQ(rank(), Rank::good);
}

TEST_F(StandingTest, PatienceComesCloseToASteadyLatency) {
  for (int i = 0; i < 50; ++i) {
    round(ours, 80ms);
  }
  EXPECT_EQ(standing().latency, 80ms);
  EXPECT_EQ(patience_with(standing()), 120ms + 20ms);  // half as long again, and the slack
}

TEST_F(StandingTest, PatienceGrowsWithTheVariation) {
  for (int i = 0; i < 50; ++i) {
    round(ours, i % 2 == 0 ? 60ms : 140ms);
  }
  EXPECT_GT(*patience_with(standing()), 200ms);
  EXPECT_LT(*patience_with(standing()), 400ms);
}

TEST_F(StandingTest, AnAnswerWithoutDelayIsAPastToo) {
  round(ours, 0ms);
  EXPECT_EQ(patience_with(standing()), 1ms + 20ms);
}

TEST_F(StandingTest, WhoFailsRests) {
  round(Failure{Fault::unreachable, "connection refused"});
  EXPECT_EQ(standing().offences, 1U);
  EXPECT_EQ(standing().last_offence, "connection refused");
  EXPECT_EQ(rank(), Rank::resting);
  when = now + 10min - 1s;
  EXPECT_EQ(rank(), Rank::resting);
  when = now + 10min;
  EXPECT_EQ(rank(), Rank::trial);
}

TEST_F(StandingTest, WhoDissentsRests) {
  round(ip("104.18.0.0"));
  EXPECT_EQ(standing().last_offence, "said 104.18.0.0");
  EXPECT_EQ(rank(), Rank::resting);
}

TEST_F(StandingTest, WhoIsOvertakenAfterItsUsualTimeRestsForNothing) {
  silent_round(300ms, true);
  EXPECT_EQ(standing().offences, 0U);
  EXPECT_EQ(standing().last_offence, "");
  EXPECT_EQ(rank(), Rank::good);
  EXPECT_EQ(state_of(standing(), when), SourceState::overtaken);
  round(ours);
  EXPECT_EQ(state_of(standing(), when), SourceState::good);
}

TEST_F(StandingTest, WhoIsOvertakenInThreeTurnsWithoutAnAnswerBetweenThemRests) {
  silent_round(300ms, true);
  silent_round(300ms, true);
  round(ours);
  silent_round(300ms, true);
  silent_round(300ms, true);
  EXPECT_EQ(standing().offences, 0U);
  silent_round(300ms, true);
  EXPECT_EQ(standing().offences, 1U);
  EXPECT_EQ(standing().last_offence, "gave no answer in 3 turns");
  EXPECT_EQ(standing().rests_until, when + 10min);
}

TEST_F(StandingTest, WhoWasOnlyOvertakenDoesNot) {
  silent_round(90ms, false);
  EXPECT_EQ(standing().offences, 0U);
  EXPECT_EQ(rank(), Rank::good);
}

TEST_F(StandingTest, ATrialThatIsOvertakenIsPutOffAsLongAsTheRestBefore) {
  round(ip("104.18.0.0"));
  when += 10min;
  silent_round(90ms, false);
  EXPECT_EQ(standing().offences, 1U);
  EXPECT_EQ(rank(), Rank::resting);
  when += 10min;
  EXPECT_EQ(rank(), Rank::trial);
}

TEST_F(StandingTest, EachFurtherOffenceDoublesTheRestUpToSixHours) {
  for (const auto rest : {10min, 20min, 40min, 80min, 160min, 320min, 360min, 360min}) {
    SCOPED_TRACE(testing::PrintToString(rest));
    round(ip("104.18.0.0"));
    EXPECT_EQ(standing().rests_until, when + rest);
    when = *standing().rests_until;
  }
  for (int i = 0; i < 100; ++i) {
    round(ip("104.18.0.0"));
  }
  EXPECT_EQ(standing().rests_until, when + 6h);
}

TEST_F(StandingTest, AnAgreeingAnswerEndsTheRestAndHalvesTheOffences) {
  for (int i = 0; i < 5; ++i) {
    round(ip("104.18.0.0"));
  }
  round(ours);
  EXPECT_EQ(rank(), Rank::good);
  EXPECT_EQ(standing().offences, 2U);
  EXPECT_EQ(standing().last_offence, "said 104.18.0.0");
  round(ip("104.18.0.0"));  // once more: that is the third, not the first
  EXPECT_EQ(standing().rests_until, now + 40min);
  round(ours);
  round(ours);
  EXPECT_EQ(standing().offences, 0U);
  EXPECT_EQ(standing().last_offence, "");
}

TEST_F(StandingTest, WithoutAnAgreementNobodyIsToBlame) {
  Findings findings{Family::ipv4, 3, 5, {{key.name, "a", Failure{Fault::unreachable, "no route"}, 1ms}}};
  findings.silent.push_back({"https://b.example/ip", "b", 500ms, true});
  standings = learned(standings, findings, now);
  EXPECT_EQ(standing().offences, 0U);
}

TEST_F(StandingTest, WhoIsAskedAloneIsNotJudged) {
  standings = learned(standings, {Family::ipv4, 1, 1, {{"interface ppp0", "x", ours, 0ms}}, Agreed{ours, {"x"}}}, now);
  EXPECT_TRUE(standings.empty());
}

TEST_F(StandingTest, TheSecondTurnOfOneBeginsANewOneForAll) {
  const SourceKey other{Family::ipv4, "https://b.example/ip"};
  const SourceKey other_family{Family::ipv6, "https://c.example/ip"};
  standings[other].has_had_turn = true;
  standings[other_family].has_had_turn = true;
  round(ours);
  EXPECT_TRUE(standing().has_had_turn);
  EXPECT_TRUE(standings[other].has_had_turn);
  round(ours);
  EXPECT_TRUE(standing().has_had_turn);
  EXPECT_FALSE(standings[other].has_had_turn);
  EXPECT_TRUE(standings[other_family].has_had_turn);
}

TEST_F(StandingTest, FamiliesAreJudgedApart) {
  round(ip("104.18.0.0"));
  EXPECT_FALSE(standings.contains({Family::ipv6, key.name}));
}

TEST_F(StandingTest, ARestThatTheClockCannotMeanIsOver) {
  round(ip("104.18.0.0"));
  when = now - 24h;  // the clock was set back
  EXPECT_EQ(rank(), Rank::trial);
}

TEST_F(StandingTest, TheLastOffenceIsCutToALine) {
  round(Failure{Fault::malformed, std::string(5000, 'x')});
  EXPECT_EQ(standing().last_offence.size(), 200U);
}

}  // namespace
}  // namespace dyndns
