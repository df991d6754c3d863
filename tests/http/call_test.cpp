#include "http/call.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dyndns::http {
namespace {

Call prepared(const Request& request) {
  auto call = prepare_call(request, Deadline());
  if (!call) {
    throw std::runtime_error(call.error().detail);
  }
  return *std::move(call);
}

TEST(Call, AGetHasNoBody) {
  Request request;
  request.url = "https://api.ipify.org/?format=json";
  const auto bytes = prepared(request).bytes;
  EXPECT_TRUE(bytes.starts_with("GET /?format=json HTTP/1.1\r\nHost: api.ipify.org\r\nUser-Agent: gandi-dyndnsd/"));
  EXPECT_NE(bytes.find("\r\nAccept-Encoding: identity\r\n"), std::string::npos);
  EXPECT_EQ(bytes.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(Call, HeadersAndBodyAreSentAsTheyAre) {
  Request request;
  request.method = "PUT";
  request.url = "http://[2a02:6b67::1]:8080/a";
  request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
  request.body = "{}\r\n";
  const auto bytes = prepared(request).bytes;
  EXPECT_NE(bytes.find("\r\nHost: [2a02:6b67::1]:8080\r\n"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\nContent-Type: application/json\r\nX-Empty: \r\nContent-Length: 4\r\n\r\n{}\r\n"));
}

TEST(Call, AnEmptyPostSaysSo) {
  Request request;
  request.method = "POST";
  request.url = "http://a.test/";
  EXPECT_TRUE(prepared(request).bytes.ends_with("\r\nContent-Length: 0\r\n\r\n"));
}

TEST(Call, ItsDeadlineIsItsTimeoutFromNow) {
  Request request;
  request.url = "http://a.test/";
  request.timeout = std::chrono::milliseconds(1500);
  EXPECT_EQ(prepared(request).deadline, Deadline() + std::chrono::milliseconds(1500));
}

TEST(Call, ALineBreakInAHeaderIsRefusedWithoutQuotingIt) {
  for (const auto& end : {std::string("\r\nX: y"), std::string("\n"), std::string("\r"), std::string(1, '\0')}) {
    SCOPED_TRACE(testing::PrintToString(end));
    Request request;
    request.url = "http://a.test/";
    request.headers = {{"Authorization", "Bearer secret" + end}};
    const Failure expected{Fault::refused,
                           "value of the HTTP header 'Authorization' holds a line break or another control character"};
    EXPECT_EQ(prepare_call(request, Deadline()).error(), expected);
  }
}

TEST(Call, WhatIsNoHeaderNameIsRefused) {
  for (const auto* const name : {"", "X Y", "X:", "X\r\n", "\xc3\xa4"}) {
    Request request;
    request.url = "http://a.test/";
    request.headers = {{name, "value"}};
    EXPECT_EQ(prepare_call(request, Deadline()).error().fault, Fault::refused) << name;
  }
}

TEST(Call, WhatIsNoMethodIsRefused) {
  Request request;
  request.method = "GET /other";
  request.url = "http://a.test/";
  EXPECT_EQ(prepare_call(request, Deadline()).error().fault, Fault::refused);
}

TEST(Call, WhatIsNoUrlIsRefusedInOneLine) {
  Request request;
  request.url = "http://a.test/\r\nb";
  const Failure expected{Fault::refused, "'http://a.test/ b' is not an http or https URL: check its spelling"};
  EXPECT_EQ(prepare_call(request, Deadline()).error(), expected);
}

}  // namespace
}  // namespace dyndns::http
