#include "gandi/token/tokeninfo.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"
#include "gandi/token/judgement.hpp"

namespace dyndns::gandi {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using Strings = std::vector<std::string>;

const std::string body =
    R"({"expires_in": 86400, "scope": ["domain:view", "domain:tech"], "entities": [], "pat_name": "router"})";

Result<TokenInfo> ask(LiveWorld& world, const std::string& secret = good_token) {
  return run(ask_tokeninfo(world, "https://id.example/tokeninfo", Secret(secret), seconds(10)));
}

TEST(TokenInfo, TellsEndScopesAndName) {
  LiveWorld world;
  world.tokeninfo = body;
  EXPECT_EQ(*ask(world), (TokenInfo{days(1), Strings{"domain:view", "domain:tech"}, "router"}));
}

TEST(TokenInfo, WhatIsNotToldIsNotGuessed) {
  EXPECT_EQ(*parse_tokeninfo(R"({"expires_in":-5})"), (TokenInfo{seconds(-5), std::nullopt, ""}));
  EXPECT_EQ(*parse_tokeninfo(R"({"expires_in":60.0,"scope":"x","pat_name":null})"),
            (TokenInfo{seconds(60), std::nullopt, ""}));
}

TEST(TokenInfo, WithoutAnEndItIsMalformed) {
  for (const auto* text : {"", "[]", "{}", "<html>", R"({"expires_in":null})", R"({"expires_in":"60"})",
                           R"({"expires_in":1e300})", R"({"expires_in":9223372036854775807})"}) {
    SCOPED_TRACE(text);
    const auto info = parse_tokeninfo(text);
    ASSERT_FALSE(info) << text;
    EXPECT_EQ(info.error().fault, Fault::malformed);
  }
}

TEST(TokenInfo, ATokenThatIsNoLongerGoodIsDenied) {
  LiveWorld world;
  const auto info = ask(world, "pat_of_somebody_else");
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().fault, Fault::denied);
  EXPECT_EQ(info.error().detail,
            "Gandi does not recognise the token (HTTP 401); make a new token at Gandi and put it into 'token_file'");
}

TEST(TokenInfo, AnyOtherFailureIsNotTheTokens) {
  LiveWorld world;
  world.answer_always(503, "<html>");
  EXPECT_EQ(ask(world).error().fault, Fault::unavailable);
  world.instead = [](const std::string&) { return Failure{Fault::timed_out, "no answer"}; };
  EXPECT_EQ(ask(world).error().fault, Fault::timed_out);
}

TEST(TokenExpiry, IsToldAtThirtySevenAndOneDays) {
  EXPECT_EQ(due_warning(days(365), {}), std::nullopt);
  EXPECT_EQ(due_warning(days(30) + seconds(1), {}), std::nullopt);
  EXPECT_EQ(due_warning(days(30), {}), Days(30));
  EXPECT_EQ(due_warning(days(7) + seconds(1), {}), Days(30));
  EXPECT_EQ(due_warning(days(7), {}), Days(7));
  EXPECT_EQ(due_warning(days(1), {}), Days(1));
  EXPECT_EQ(due_warning(seconds(-1), {}), Days(1));
}

TEST(TokenExpiry, IsToldOnceAtEach) {
  EXPECT_EQ(due_warning(days(20), Days(30)), std::nullopt);
  EXPECT_EQ(due_warning(days(5), Days(30)), Days(7));
  EXPECT_EQ(due_warning(days(5), Days(7)), std::nullopt);
  EXPECT_EQ(due_warning(hours(5), Days(7)), Days(1));
  EXPECT_EQ(due_warning(hours(5), Days(1)), std::nullopt);
  EXPECT_EQ(due_warning(days(5), Days(1)), std::nullopt);
}

TEST(TokenExpiry, IsASentence) {
  const std::string renewal =
      "; make a new token at Gandi and put it into 'token_file', then run 'systemctl reload gandi-dyndnsd'";
  EXPECT_EQ(describe_expiry(days(29) + hours(23)), "token expires in 29 days" + renewal);
  EXPECT_EQ(describe_expiry(hours(47)), "token expires in 1 day" + renewal);
  EXPECT_EQ(describe_expiry(hours(5)), "token expires in 5 hours" + renewal);
  EXPECT_EQ(describe_expiry(seconds(59)), "token expires in less than an hour" + renewal);
  EXPECT_EQ(describe_expiry(seconds(0)), "token has expired" + renewal);
}

TEST(TokenScopes, ThoseThatAreMissingAreNamed) {
  EXPECT_TRUE(missing_scopes({days(9), Strings{"domain:tech", "x", "domain:view"}, ""}).empty());
  EXPECT_EQ(missing_scopes({days(9), Strings{"domain:view"}, ""}), std::vector<std::string_view>{"domain:tech"});
  EXPECT_EQ(missing_scopes({days(9), Strings{}, ""}).size(), 2U);
}

TEST(TokenScopes, NobodyIsAccusedWhenTheyAreNotTold) {
  EXPECT_TRUE(missing_scopes({days(9), std::nullopt, ""}).empty());
  EXPECT_EQ(describe_missing_scopes({days(9), std::nullopt, ""}), std::nullopt);
}

TEST(TokenScopes, TheSentenceNamesThemAsGandiDoes) {
  const auto sentence = describe_missing_scopes({days(9), Strings{}, ""});
  ASSERT_TRUE(sentence);
  EXPECT_TRUE(
      sentence->starts_with("token lacks the right 'See and renew domain names' (domain:view) and 'Manage domain "
                            "name technical configurations' (domain:tech); give it that right at Gandi, or make a new"))
      << *sentence;
}

}  // namespace
}  // namespace dyndns::gandi
