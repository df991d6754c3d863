#include "detect/web_source.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>

#include "fakes/running.hpp"
#include "fakes/virtual_clock.hpp"

namespace dyndns::detect {
namespace {

using namespace std::chrono_literals;

// Answers every request alike, but for the pages that it has, each after a second; keeps the requests.
class FakeClient final : public http::Client {
 public:
  explicit FakeClient(Clock& clock) : clock_(clock) {}

  [[nodiscard]] Task<Result<http::Response>> fetch(http::Request request) override {
    co_await clock_.sleep_until(clock_.steady() + 1s);
    const auto page = pages.find(request.url);
    requests.push_back(std::move(request));
    co_return page == pages.end() ? answer : page->second;
  }
  void close_idle() override {}

  Result<http::Response> answer = http::Response{200, {}, "81.2.69.142\n"};
  std::map<std::string, Result<http::Response>> pages;
  std::vector<http::Request> requests;

 private:
  Clock& clock_;
};

class WebSourceTest : public testing::Test {
 protected:
  Result<Address> ask(const WebProvider& provider, Family family = Family::ipv4) {
    const auto source = make_web_source(client, provider, "ipify", 7s, clock);
    fakes::Running<Result<Address>> asking(context, source->ask(family));
    clock.run_ready();
    for (int seconds = 0; seconds < 10 && !asking.has_ended(); ++seconds) {
      clock.advance(1s);
    }
    return asking.outcome();
  }
  std::string said(const WebProvider& provider, Family family = Family::ipv4) {
    const auto found = ask(provider, family);
    return found ? found->to_string() : found.error().detail;
  }
  void answer(unsigned status, std::string body, std::map<std::string, std::string> headers = {}) {
    client.answer = http::Response{status, std::move(headers), std::move(body)};
  }

  void redirect(const std::string& from, const std::string& location, unsigned status = 301) {
    client.pages.insert_or_assign(from, http::Response{status, {{"location", location}}, "8.8.8.8"});
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  FakeClient client{clock};
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
  EXPECT_EQ(client.requests.back().method, "GET");
  EXPECT_EQ(client.requests.back().url, "https://api.ipify.org/");
  EXPECT_EQ(client.requests.back().family, Family::ipv6);
  EXPECT_EQ(client.requests.back().timeout, 7s);
  EXPECT_EQ(client.requests.back().body_limit, 64U * 1024U);
  EXPECT_TRUE(client.requests.back().headers.empty());
}

TEST_F(WebSourceTest, NoOtherStatusIsAnAnswer) {
  for (const unsigned status : {201U, 204U, 206U, 301U, 302U, 403U, 404U, 429U, 500U, 503U}) {
    SCOPED_TRACE(status);
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
    SCOPED_TRACE(status);
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

// ---- Redirects.

class RedirectedTest : public WebSourceTest {
 protected:
  [[nodiscard]] WebProvider following(unsigned redirects) const {
    auto provider = ipify;
    provider.redirects = redirects;
    return provider;
  }
  [[nodiscard]] std::vector<std::string> asked() const {
    std::vector<std::string> urls;
    for (const auto& request : client.requests) {
      urls.push_back(request.url);
    }
    return urls;
  }
};

TEST_F(RedirectedTest, OneThatNobodyAllowedIsAFailureThatSaysWhatToDo) {
  for (const unsigned status : {301U, 302U, 303U, 307U, 308U}) {
    SCOPED_TRACE(status);
    redirect(ipify.url, "https://www.example.org/ip", status);
    EXPECT_EQ(said(ipify), "answered with HTTP status " + std::to_string(status) +
                               ", a redirect to 'https://www.example.org/ip': set \"redirects\" for this provider, or "
                               "its new URL");
  }
  EXPECT_EQ(asked(), std::vector<std::string>(5, ipify.url));
}

TEST_F(RedirectedTest, OneThatIsAllowedIsFollowedForAllFiveKinds) {
  for (const unsigned status : {301U, 302U, 303U, 307U, 308U}) {
    SCOPED_TRACE(status);
    client.requests.clear();
    redirect(ipify.url, "https://www.example.org/ip", status);
    EXPECT_EQ(said(following(1)), "81.2.69.142");
    EXPECT_EQ(asked(), (std::vector<std::string>{ipify.url, "https://www.example.org/ip"}));
  }
}

TEST_F(RedirectedTest, AnyOtherStatusLeadsNowhere) {
  for (const unsigned status : {200U, 201U, 300U, 304U, 305U, 306U, 309U, 401U, 503U}) {
    redirect(ipify.url, "https://www.example.org/ip", status);
    EXPECT_NE(said(following(3)), "81.2.69.142") << status;
  }
  EXPECT_EQ(asked(), std::vector<std::string>(9, ipify.url));
}

TEST_F(RedirectedTest, OneWithoutALocationIsJustAStatus) {
  redirect(ipify.url, "");
  EXPECT_EQ(said(following(1)), "answered with HTTP status 301");
}

TEST_F(RedirectedTest, ALocationIsTakenRelativeToWhoSaysIt) {
  redirect(ipify.url, "//www.example.org/a/b?c");
  redirect("https://www.example.org/a/b?c", "../ip#here");
  EXPECT_EQ(said(following(2)), "81.2.69.142");
  EXPECT_EQ(asked().back(), "https://www.example.org/ip");
}

TEST_F(RedirectedTest, NoMoreAreFollowedThanAreAllowed) {
  redirect(ipify.url, "/again");
  redirect("https://api.ipify.org/again", "/again");
  EXPECT_EQ(said(following(2)),
            "redirected to 'https://api.ipify.org/again': answered with HTTP status 301, a redirect to '/again', which "
            "is one more than the provider's \"redirects\" allows");
  EXPECT_EQ(asked().size(), 3U);
}

TEST_F(RedirectedTest, HttpsIsNeverLeft) {
  for (const auto* const location :
       {"http://api.ipify.org/", "HTTP://www.example.org/ip", "ftp://example.org/", "https://user@example.org/"}) {
    SCOPED_TRACE(location);
    redirect(ipify.url, location);
    EXPECT_EQ(said(following(3)), "answered with HTTP status 301, a redirect to '" + std::string(location) +
                                      "', which is not followed: it is not an https URL, or it holds a user name");
  }
  EXPECT_EQ(asked(), std::vector<std::string>(4, ipify.url));
}

TEST_F(RedirectedTest, FromPlainHttpNoneIsFollowedWhateverIsAllowed) {
  auto plain = following(3);
  plain.url = "http://api.ipify.org/";
  for (const auto* const location : {"https://api.ipify.org/", "http://www.example.org/", "/ip"}) {
    SCOPED_TRACE(location);
    redirect(plain.url, location);
    EXPECT_EQ(said(plain), "answered with HTTP status 301, a redirect to '" + std::string(location) +
                               "', which is never followed from plain http: set the provider's new URL");
  }
  EXPECT_EQ(asked(), std::vector<std::string>(3, plain.url));
}

TEST_F(RedirectedTest, TheLocationIsQuotedOnOneLineAndCut) {
  redirect(ipify.url, "https://example.org/\r\n\x1b[31m\xc3\xa4" + std::string(10'000, 'x'));
  const auto sentence = said(following(3));
  EXPECT_LT(sentence.size(), 350U);
  EXPECT_TRUE(std::ranges::all_of(sentence, [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; }))
      << sentence;
  EXPECT_NE(sentence.find("xxx...'"), std::string::npos) << sentence;
}

TEST_F(RedirectedTest, AllQuestionsTogetherHaveTheOneTimeout) {
  redirect(ipify.url, "/2");
  redirect("https://api.ipify.org/2", "/3");
  redirect("https://api.ipify.org/3", "/4");
  EXPECT_EQ(said(following(3)), "81.2.69.142");
  std::vector<std::chrono::milliseconds> timeouts;
  for (const auto& request : client.requests) {
    timeouts.push_back(request.timeout);
  }
  EXPECT_EQ(timeouts, (std::vector<std::chrono::milliseconds>{7s, 6s, 5s, 4s}));
}

TEST_F(RedirectedTest, TheFamilyIsKeptAndNothingElseIsSent) {
  redirect(ipify.url, "https://www.example.org/ip");
  (void)ask(following(1), Family::ipv6);
  EXPECT_EQ(client.requests.back().family, Family::ipv6);
  EXPECT_EQ(client.requests.back().method, "GET");
  EXPECT_TRUE(client.requests.back().headers.empty());
}

TEST_F(RedirectedTest, AFailureElsewhereSaysHowWeCameThere) {
  redirect(ipify.url, "https://www.example.org/ip");
  client.pages.insert_or_assign("https://www.example.org/ip", http::Response{404, {}, ""});
  EXPECT_EQ(said(following(1)), "redirected to 'https://www.example.org/ip': answered with HTTP status 404");
  client.pages.insert_or_assign("https://www.example.org/ip", Failure{Fault::unreachable, "connection refused"});
  EXPECT_EQ(said(following(1)), "redirected to 'https://www.example.org/ip': connection refused");
  client.pages.insert_or_assign("https://www.example.org/ip", http::Response{200, {}, "none"});
  EXPECT_EQ(said(following(1)), "redirected to 'https://www.example.org/ip': not an address but 'none'");
}

TEST_F(RedirectedTest, OneThatRepeatsTheQueryShowsNoneOfIt) {
  const std::string secret = "https://www.example.org/ip?key=sesame";
  redirect(ipify.url, secret);
  EXPECT_EQ(said(ipify).find("sesame"), std::string::npos);
  client.pages.insert_or_assign(secret, http::Response{200, {}, "none"});
  EXPECT_EQ(said(following(1)), "redirected to 'https://www.example.org/ip': not an address but 'none'");
}

TEST_F(WebSourceTest, IsCalledByItsNameAndVotesForItsOperator) {
  const auto source = make_web_source(client, ipify, "https://api.ipify.org/", 7s, clock);
  EXPECT_EQ(source->name(), "https://api.ipify.org/");
  EXPECT_EQ(source->operator_name(), "ipify");
}

TEST_F(WebSourceTest, CanTellTheFamiliesThatItIsDeclaredFor) {
  EXPECT_TRUE(make_web_source(client, ipify, "ipify", 7s, clock)->can_tell(Family::ipv4));
  EXPECT_TRUE(make_web_source(client, ipify, "ipify", 7s, clock)->can_tell(Family::ipv6));
  auto sixth = ipify;
  sixth.family = Family::ipv6;
  EXPECT_FALSE(make_web_source(client, sixth, "sixth", 7s, clock)->can_tell(Family::ipv4));
  EXPECT_TRUE(make_web_source(client, sixth, "sixth", 7s, clock)->can_tell(Family::ipv6));
}

}  // namespace
}  // namespace dyndns::detect
