#include "gandi/token/watch.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dyndns::gandi::token {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using Strings = std::vector<std::string>;

const WallTime start(seconds(1'767'225'600));
const Secret token("pat_one");
const Failure silence{Fault::timed_out, "no answer"};

class TokenWatch : public testing::Test {
 protected:
  // What Gandi tells of a token that ends `left` after the day of that number.
  News note(int day, seconds left, const Secret& of = token) {
    return watch.note(of, Info{left, std::nullopt, ""}, start + days(day));
  }
  // The days on which a token of this length is announced, when it is asked about once a day.
  Strings announced(int length, int first_seen = 0) {
    Strings told;
    for (int day = first_seen; day <= length; ++day) {
      for (const auto& event : note(day, days(length - day)).events) {
        told.push_back(event.kind == EventKind::token_expiring ? std::to_string(length - day) : event.message);
      }
    }
    return told;
  }

  Watch watch;
};

TEST_F(TokenWatch, TheAnnouncementFollowsTheTokensOwnLength) {
  const std::map<int, Strings> expected = {{365, {"30", "7", "1"}}, {90, {"30", "7", "1"}}, {60, {"20", "7", "1"}},
                                           {30, {"10", "7", "1"}},  {14, {"7", "1"}},       {7, {"7", "1"}}};
  for (const auto& [length, days_left] : expected) {
    SCOPED_TRACE(length);
    watch = Watch();
    EXPECT_EQ(announced(length), days_left);
  }
}

TEST_F(TokenWatch, ATokenThatIsFirstSeenLateIsAnnouncedAWeekBefore) {
  EXPECT_EQ(announced(365, 345), (Strings{"7", "1"}));
  watch = Watch();
  EXPECT_EQ(announced(30, 25), (Strings{"5", "1"}));
}

TEST_F(TokenWatch, AnEndIsWrongAsLongAsItIsNear) {
  EXPECT_TRUE(note(0, days(90)).token.empty());
  for (const int day : {60, 61, 89}) {
    SCOPED_TRACE(day);
    EXPECT_EQ(note(day, days(90 - day)).token.size(), 1U);
  }
}

TEST_F(TokenWatch, WhatIsKnownIsNotForgottenWhereGandiDoesNotAnswer) {
  note(0, days(90));
  for (const int day : {50, 85, 91}) {
    SCOPED_TRACE(day);
    const auto news = watch.note(token, silence, start + days(day));
    EXPECT_TRUE(news.is_unanswered);
    EXPECT_EQ(news.end, start + days(90));
    EXPECT_EQ(news.life, day > 90 ? "token has expired" : "token expires in " + std::to_string(90 - day) + " days");
    EXPECT_EQ(news.token.size(), day < 60 ? 0U : 1U);
    EXPECT_EQ(news.events.size(), day < 60 ? 0U : 1U) << "it is announced all the same";
  }
}

TEST_F(TokenWatch, AnotherTokenIsAnotherMatter) {
  note(0, days(90));
  note(85, days(5));
  const Secret other("pat_two");
  const auto unknown = watch.note(other, silence, start + days(85));
  EXPECT_EQ(unknown.end, std::nullopt);
  EXPECT_EQ(unknown.life, "");
  EXPECT_TRUE(unknown.token.empty());
  const auto fresh = note(85, days(30), other);
  EXPECT_TRUE(fresh.token.empty()) << "it is not ending soon from its first day";
  EXPECT_EQ(note(110, days(5), other).events.size(), 1U);
}

TEST_F(TokenWatch, ATokenThatIsRefusedIsATroubleAndTheZonesToReport) {
  note(0, days(90));
  const auto news = watch.note(token, Failure{Fault::denied, "401"}, start + days(1));
  EXPECT_FALSE(news.is_unanswered);
  EXPECT_EQ(news.end, std::nullopt);
  EXPECT_EQ(news.token, (std::vector<Trouble>{{"401", 77}}));
  EXPECT_TRUE(news.events.empty());
}

TEST_F(TokenWatch, ThatAllIsWellAgainIsToldOnce) {
  note(0, days(90));
  ASSERT_EQ(note(85, days(5)).events.size(), 1U);
  const Secret other("pat_two");
  const auto news = note(86, days(90), other);
  ASSERT_EQ(news.events.size(), 1U);
  EXPECT_EQ(news.events[0].kind, EventKind::token_fit);
  EXPECT_EQ(news.events[0].level, Level::notice);
  EXPECT_EQ(news.events[0].message, "token is good again: token expires in 90 days");
  EXPECT_TRUE(note(87, days(89), other).events.empty());
}

TEST_F(TokenWatch, WhatAReloadDidNotMendIsToldAgain) {
  note(0, days(90));
  ASSERT_EQ(note(85, days(5)).events.size(), 1U);
  EXPECT_TRUE(note(85, days(5)).events.empty());
  watch.repeat();
  EXPECT_EQ(note(85, days(5)).events.size(), 1U);
}

TEST_F(TokenWatch, AnEndThatIsNearIsNoFaultYetAndOneThatIsPastIs) {
  note(0, days(90));
  EXPECT_EQ(note(85, days(5)).token.at(0).exit_code, 1);
  EXPECT_EQ(note(91, days(-1)).token.at(0).exit_code, 77);
}

TEST_F(TokenWatch, WhatIsLackingIsToldOnceAndWhetherItMattersByItsLevel) {
  const auto with = [this](const Strings& scopes) { return watch.note(token, Info{days(90), scopes, ""}, start); };
  const auto unfit = with({"domain:view"});
  ASSERT_EQ(unfit.events.size(), 1U);
  EXPECT_EQ(unfit.events[0].level, Level::error);
  EXPECT_EQ(unfit.token, (std::vector<Trouble>{{unfit.events[0].message, 77}}));
  EXPECT_TRUE(with({"domain:view"}).events.empty());
  EXPECT_EQ(with({"domain:view"}).token.size(), 1U);
  const auto remark = with({"domain:tech"});
  ASSERT_EQ(remark.events.size(), 2U);
  EXPECT_EQ(remark.events[0].level, Level::info);
  EXPECT_EQ(remark.events[1].kind, EventKind::token_fit);
  EXPECT_TRUE(remark.token.empty());
  EXPECT_TRUE(with({"domain:tech"}).events.empty());
}

}  // namespace
}  // namespace dyndns::gandi::token
