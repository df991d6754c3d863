#include "state/status/codec.hpp"

#include <gtest/gtest.h>

#include <string>

namespace dyndns::state {
namespace {

using namespace std::chrono_literals;

constexpr WallTime noon = std::chrono::sys_days(2026y / 11 / 23) + 12h;

Status sample() {
  const auto ours = *Address::parse("81.2.69.142");
  Status status{"0.1.0", 712, noon - 4h, noon, noon + 5min, 69, "a \"summary\"", {}, noon + 24h * 30};
  status.troubles = {{"what is wrong; mend it", 69, noon + 10s}, {"token expires", 1}};
  status.last_round = noon;
  status.occasion = "network";
  status.moves = {{{"example.com", "www", RecordType::a}, {}, ours, noon, "request", {"aws"}, 800ms},
                  {{"example.com", "www", RecordType::a}, ours, *Address::parse("81.2.69.7"), noon, "time", {}, 1s}};
  status.addresses = {{Family::ipv4, ours, {"aws", "desec", "ipify"}}, {Family::ipv6, {}, {}, "no quorum for IPv6"}};
  const RrsetKey www{"example.com", "www", RecordType::a};
  const RrsetKey www6{"example.com", "www", RecordType::aaaa};
  status.records = {{www, Outcome::confirmed, Confirmation{ours, Ttl(300), noon - 24h, noon - 1h}},
                    {www6, Outcome::failed, {}, "no such zone"}};
  const Heard agreeing{noon, 83ms, ours, "", true};
  const Heard failing{noon - 1h, 10s, {}, "no answer"};
  status.sources = {
      {{Family::ipv4, "https://v4.ident.me/"}, "ident.me", agreeing, {85ms, 4ms}, SourceState::good, "+x-.?+"},
      {{Family::ipv4, "https://ipv4.seeip.org/"},
       "seeip",
       failing,
       {0ms, 0ms, 2, noon + 20min, "no answer"},
       SourceState::resting,
       "-"},
      {{Family::ipv4, "https://api.ipify.org/"}, "ipify"}};
  return status;
}

TEST(StatusCodec, ReadsWhatItWrites) {
  const auto read = decode_status(encode(sample()));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, sample());
  const auto empty = decode_status(encode(Status()));
  ASSERT_TRUE(empty) << empty.error().detail;
  EXPECT_EQ(*empty, Status());
}

TEST(StatusCodec, WritesOneLineForEachThing) {
  const auto document = encode(sample());
  EXPECT_NE(
      document.find(
          R"(    {"family":"IPv4","source":"https://v4.ident.me/","operator":"ident.me","state":"good","ticks":"+x-.?+",)"
          R"("heard":{)"
          R"("at":"2026-11-23T12:00:00Z","ms":83,"address":"81.2.69.142","agrees":true},)"
          R"("latency_ms":85,"variation_ms":4},)"),
      std::string::npos)
      << document;
  EXPECT_NE(document.find("    {\"family\":\"IPv6\",\"why\":\"no quorum for IPv6\"}\n"), std::string::npos);
}

TEST(StatusCodec, TheProblemsAreTheSentencesOfTheTroubles) {
  EXPECT_NE(encode(sample()).find(R"("problems":["what is wrong; mend it","token expires"])"), std::string::npos);
}

TEST(StatusCodec, WhatItDidNotWriteIsMalformed) {
  const auto document = encode(sample());
  const std::pair<std::string, std::string> breaks[] = {
      {"\"pid\":712", "\"pid\":-1"},
      {"\"pid\":712", "\"pid\":\"712\""},
      {"\"version\":1", "\"version\":2"},
      {"2026-11-23T12:05:00Z", "soon"},
      {"\"exit_code\":1}", "\"exit_code\":-1}"},
      {"\"state\":\"good\"", "\"state\":\"odd\""},
      {"[\"aws\",", "[null,"},
      {"\"why\"", "\"how\""},
      {"\"outcome\":\"failed\"", "\"outcome\":0"},
      {"\"operator\":\"seeip\"", "\"operator\":0"},
      {"\"heard\":{\"at\"", "\"heard\":{\"when\""},
      {"\"sources\"", "\"springs\""},
      {"\"took_ms\":800", "\"took_ms\":-1"},
  };
  for (const auto& [piece, other] : breaks) {
    auto broken = document;
    ASSERT_NE(broken.find(piece), std::string::npos) << piece << " in " << document;
    broken.replace(broken.find(piece), piece.size(), other);
    EXPECT_FALSE(decode_status(broken)) << piece;
  }
  for (std::size_t length = 0; length < document.rfind('}'); length += 7) {
    EXPECT_FALSE(decode_status(document.substr(0, length))) << length;
  }
}

}  // namespace
}  // namespace dyndns::state
