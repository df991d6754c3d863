#include "url/url.hpp"

#include <gtest/gtest.h>

#include <array>

namespace dyndns::url {
namespace {

struct Good {
  std::string_view text;
  bool tls;
  std::string_view host;
  std::uint16_t port;
  std::string_view target;
  std::string_view authority;
};

TEST(Url, ItsPartsAreFound) {
  constexpr std::array<Good, 11> table = {{
      {"https://api.ipify.org", true, "api.ipify.org", 443, "/", "api.ipify.org"},
      {"https://api.ipify.org/", true, "api.ipify.org", 443, "/", "api.ipify.org"},
      {"http://Checkip.Example/IP?a=B%20c", false, "checkip.example", 80, "/IP?a=B%20c", "checkip.example"},
      {"HTTPS://a.test:8443/x", true, "a.test", 8443, "/x", "a.test:8443"},
      {"https://a.test:443/x", true, "a.test", 443, "/x", "a.test"},
      {"http://a.test:443", false, "a.test", 443, "/", "a.test:443"},
      {"https://a.test?format=json", true, "a.test", 443, "/?format=json", "a.test"},
      {"https://[2A02:6B67::1]:8080/", true, "2a02:6b67::1", 8080, "/", "[2a02:6b67::1]:8080"},
      {"http://[::1]", false, "::1", 80, "/", "[::1]"},
      {"http://127.0.0.1:1/", false, "127.0.0.1", 1, "/", "127.0.0.1:1"},
      {"https://a_b-c.test/~x/(y);z=1,2?u=https://b.test/", true, "a_b-c.test", 443, "/~x/(y);z=1,2?u=https://b.test/",
       "a_b-c.test"},
  }};
  for (const auto& row : table) {
    const auto url = parse(row.text);
    ASSERT_TRUE(url) << row.text;
    EXPECT_EQ(url->tls, row.tls) << row.text;
    EXPECT_EQ(url->host, row.host) << row.text;
    EXPECT_EQ(url->port, row.port) << row.text;
    EXPECT_EQ(url->target, row.target) << row.text;
    EXPECT_EQ(authority(*url), row.authority) << row.text;
  }
}

// Two spellings of one provider must not be two.
TEST(Url, HasOneNormalSpelling) {
  constexpr std::array<std::array<std::string_view, 2>, 5> table = {
      {{"HTTPS://API.Example.com", "https://api.example.com/"},
       {"http://example.com:8080/Path?Q=1", "http://example.com:8080/Path?Q=1"},
       {"https://example.com?format=text", "https://example.com/?format=text"},
       {"https://example.com:443/", "https://example.com/"},
       {"https://[2A02:6B67:0::1]:443/", "https://[2a02:6b67::1]/"}}};
  for (const auto& [text, normal] : table) {
    const auto url = parse(text);
    ASSERT_TRUE(url) << text;
    EXPECT_EQ(to_string(*url), normal) << text;
  }
}

TEST(Url, WhatIsNoneIsRefused) {
  constexpr std::array<std::string_view, 48> table = {
      "",
      "https",
      "https://",
      "https:///path",
      "//a.test/",
      "a.test",
      "ftp://a.test/",
      " https://a.test/",
      "https://a.test/ ",
      "https://a.test/a b",
      "https://a.test/\r\nX: y",
      "https://a.test/#top",
      "https://a.test/\"x\"",
      "https://a.test/%",
      "https://a.test/%2",
      "https://a.test/%zz",
      "https://a.test/\xc3\xa4",
      "https://\xc3\xa4.test/",
      "https://user@a.test/",
      "https://user:secret@a.test/",
      "https://a..test/",
      "https://.a.test/",
      "https://a.test./",
      "https://-a.test/",
      "https://a.test:/",
      "https://a.test:0/",
      "https://a.test:65536/",
      "https://a.test:+80/",
      "https://2a02:6b67::1/",
      "https://[81.2.69.142]/",
      "https://[::1/",
      "https:/a.test",
      "https://:80/",
      "https://a.test/\n",
      "https://a.test:80x/",
      "https://[::1]x/",
      "https://[]/",
      "https://[/",
      "https://a%41/",
      "https://a.test/%4",
      "https://a.test/[x]",
      "https://a.test/{x}",
      "https://a.test?x#y",
      "javascript:https://a/",
      "http",
      "http:",
      "://a.test/",
      "https:a.test",
  };
  for (const auto text : table) {
    EXPECT_FALSE(parse(text)) << text;
  }
}

TEST(Url, WhyItIsNoneIsSaid) {
  constexpr std::array<std::array<std::string_view, 2>, 6> table = {
      {{"ftp://a.test/", "must be a URL that begins with https:// or http://"},
       {"https://a.test/#x", "must have no fragment ('#...'), which is never sent"},
       {"https://user:secret@a.test/", "must hold no user name or password"},
       {"https:///x", "must name a host, such as https://example.com/ip"},
       {"https://a.test:0/", "must have a port between 1 and 65535, if any"},
       {"https://a.test/a b", "holds a character that must be escaped in a URL"}}};
  for (const auto& [text, why] : table) {
    const auto url = parse(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().why, why) << text;
  }
}

TEST(Url, ItsLengthIsLimited) {
  const std::string base = "https://a.test/";
  EXPECT_TRUE(parse(base + std::string(2048 - base.size(), 'x')));
  EXPECT_FALSE(parse(base + std::string(2049 - base.size(), 'x')));
  EXPECT_FALSE(parse("https://" + std::string(64, 'x') + ".test/"));
  std::string host = "x";
  while (host.size() <= 253) {
    host += ".x";
  }
  EXPECT_FALSE(parse("https://" + host + "/"));
}

}  // namespace
}  // namespace dyndns::url
