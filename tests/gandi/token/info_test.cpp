#include "gandi/token/info.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::token {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using Strings = std::vector<std::string>;

const std::string body =
    R"({"expires_in": 86400, "scope": ["domain:view", "domain:tech"], "entities": [], "pat_name": "router"})";

Result<Info> ask(livedns::World& world, const std::string& secret = livedns::good_token) {
  return run(ask_info(world, "https://id.example/tokeninfo", Secret(secret), seconds(10)));
}

TEST(TokenInfo, TellsEndScopesAndName) {
  livedns::World world;
  world.tokeninfo = body;
  EXPECT_EQ(*ask(world), (Info{days(1), Strings{"domain:view", "domain:tech"}, "router"}));
}

TEST(TokenInfo, AnOrganisationIsAUuidOrNothing) {
  const auto organisation = [](const std::string& told) {
    return parse_info(R"({"expires_in":60,"sharing_id":)" + told + "}")->sharing_id;
  };
  EXPECT_EQ(organisation(R"("D4AAD9B0-0000-4000-8000-00000000000a")"), "d4aad9b0-0000-4000-8000-00000000000a");
  for (const auto* told : {"null", "7", R"("")", R"("d4aad9b0")", R"("d4aad9b0-0000-4000-8000-00000000000g")",
                           R"("d4aad9b0-0000-4000-8000-00000000000a ")", R"("d4aad9b0_0000_4000_8000_00000000000a")"}) {
    EXPECT_EQ(organisation(told), "") << told;
  }
}

TEST(TokenInfo, WhatIsNotToldIsNotGuessed) {
  EXPECT_EQ(*parse_info(R"({"expires_in":-5})"), (Info{seconds(-5), std::nullopt, ""}));
  EXPECT_EQ(*parse_info(R"({"expires_in":60.0,"scope":"x","pat_name":null})"), (Info{seconds(60), std::nullopt, ""}));
}

TEST(TokenInfo, WithoutAnEndItIsMalformed) {
  for (const auto* text : {"", "[]", "{}", "<html>", R"({"expires_in":null})", R"({"expires_in":"60"})",
                           R"({"expires_in":1e300})", R"({"expires_in":9223372036854775807})"}) {
    SCOPED_TRACE(text);
    const auto info = parse_info(text);
    ASSERT_FALSE(info) << text;
    EXPECT_EQ(info.error().fault, Fault::malformed);
  }
}

TEST(TokenInfo, ATokenThatIsNoLongerGoodIsDenied) {
  livedns::World world;
  const auto info = ask(world, "pat_of_somebody_else");
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().fault, Fault::denied);
  EXPECT_EQ(info.error().detail,
            "Gandi does not recognise the token (HTTP 401); make a new token at Gandi and put it into 'token_file'");
}

TEST(TokenInfo, AnyOtherFailureIsNotTheTokens) {
  livedns::World world;
  world.answer_always(503, "<html>");
  EXPECT_EQ(ask(world).error().fault, Fault::unavailable);
  world.instead = [](const std::string&) { return Failure{Fault::timed_out, "no answer"}; };
  EXPECT_EQ(ask(world).error().fault, Fault::timed_out);
}

}  // namespace
}  // namespace dyndns::gandi::token
