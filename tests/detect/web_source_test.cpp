#include "detect/web_source.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "fakes/running.hpp"

namespace dyndns::detect {
namespace {

using namespace std::chrono_literals;

// Answers every request alike, and keeps the last one.
class FakeClient final : public http::Client {
 public:
  [[nodiscard]] Task<Result<http::Response>> fetch(http::Request request) override {
    last = std::move(request);
    co_return answer;
  }
  void close_idle() override {}

  Result<http::Response> answer = http::Response{200, {}, "81.2.69.142\n"};
  http::Request last;
};

class WebSourceTest : public testing::Test {
 protected:
  Result<Address> ask(const WebProvider& provider, Family family = Family::ipv4) {
    context.restart();
    const auto source = make_web_source(client, provider, 7s);
    fakes::Running<Result<Address>> asking(context, source->ask(family));
    context.run();
    return asking.outcome();
  }
  void answer(unsigned status, std::string body, std::map<std::string, std::string> headers = {}) {
    client.answer = http::Response{status, std::move(headers), std::move(body)};
  }

  boost::asio::io_context context;
  FakeClient client;
  const WebProvider ipify{"https://api.ipify.org/", "ipify", {}, TextFormat()};
  const WebProvider scanned{"https://example.net/", "example.net", {}, ScanFormat()};
};

TEST_F(WebSourceTest, TheBodyOfA200IsRead) {
  const auto found = ask(ipify);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->to_string(), "81.2.69.142");
}

TEST_F(WebSourceTest, AsksOverTheFamilyAskedAboutWithinTheTimeout) {
  (void)ask(ipify, Family::ipv6);
  EXPECT_EQ(client.last.method, "GET");
  EXPECT_EQ(client.last.url, "https://api.ipify.org/");
  EXPECT_EQ(client.last.family, Family::ipv6);
  EXPECT_EQ(client.last.timeout, 7s);
  EXPECT_EQ(client.last.body_limit, 64U * 1024U);
  EXPECT_TRUE(client.last.headers.empty());
}

TEST_F(WebSourceTest, NoOtherStatusIsAnAnswer) {
  for (const unsigned status : {201U, 204U, 206U, 301U, 302U, 403U, 404U, 429U, 500U, 503U}) {
    answer(status, "81.2.69.142\n");
    const auto found = ask(ipify);
    ASSERT_FALSE(found) << status;
    EXPECT_EQ(found.error().fault, Fault::unavailable);
    EXPECT_EQ(found.error().detail, "answered with HTTP status " + std::to_string(status));
  }
}

// 1.2.1.1 was published: it stood in the picture of a page that asks for patience.
TEST_F(WebSourceTest, AChallengePageIsNoAnswer) {
  for (const unsigned status : {403U, 503U}) {
    answer(status, R"(<title>Just a moment...</title><svg><path d="M8 1.2.1.1 3"/></svg>)");
    EXPECT_FALSE(ask(scanned));
  }
}

// 1.0.1.1 was published: it stood in a cookie.
TEST_F(WebSourceTest, HeadersAreNeverRead) {
  answer(200, "none", {{"set-cookie", "__cf_bm=x-1.0.1.1-y"}, {"x-client-ip", "8.8.8.8"}});
  EXPECT_FALSE(ask(scanned));
  answer(200, "81.2.69.142", {{"set-cookie", "__cf_bm=x 1.0.1.1 y"}});
  const auto found = ask(scanned);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->to_string(), "81.2.69.142");
}

TEST_F(WebSourceTest, AnAnswerOfTheOtherFamilyIsNone) {
  answer(200, "2a02:6b67::1");
  EXPECT_FALSE(ask(ipify, Family::ipv4));
  EXPECT_TRUE(ask(ipify, Family::ipv6));
}

TEST_F(WebSourceTest, TheFormatOfTheProviderIsTheOneThatCounts) {
  answer(200, R"({"ip": "81.2.69.142"})");
  EXPECT_FALSE(ask(ipify));
  EXPECT_TRUE(ask({"https://api.my-ip.io/", "my-ip.io", {}, JsonFormat{"/ip"}}));
}

TEST_F(WebSourceTest, WhatKeptUsFromHavingAnAnswerIsHandedOn) {
  const Failure refused{Fault::unreachable, "connection to 'api.ipify.org' refused"};
  client.answer = refused;
  EXPECT_EQ(ask(ipify).error(), refused);
}

TEST_F(WebSourceTest, IsCalledByItsUrlAndVotesForItsOperator) {
  const auto source = make_web_source(client, ipify, 7s);
  EXPECT_EQ(source->name(), "https://api.ipify.org/");
  EXPECT_EQ(source->operator_name(), "ipify");
}

TEST_F(WebSourceTest, CanTellTheFamiliesThatItIsDeclaredFor) {
  EXPECT_TRUE(make_web_source(client, ipify, 7s)->can_tell(Family::ipv4));
  EXPECT_TRUE(make_web_source(client, ipify, 7s)->can_tell(Family::ipv6));
  auto sixth = ipify;
  sixth.family = Family::ipv6;
  EXPECT_FALSE(make_web_source(client, sixth, 7s)->can_tell(Family::ipv4));
  EXPECT_TRUE(make_web_source(client, sixth, 7s)->can_tell(Family::ipv6));
}

}  // namespace
}  // namespace dyndns::detect
