#include "config/values/web.hpp"

#include <gtest/gtest.h>

namespace dyndns::config {
namespace {

std::string text_of(std::string_view text) {
  const auto url = parse_web_url(text);
  return url ? url->text : url.error().why;
}

TEST(WebUrl, HasOneNormalSpelling) {
  EXPECT_EQ(text_of("HTTPS://API.Example.com"), "https://api.example.com/");
  EXPECT_EQ(text_of("http://example.com:8080/Path?Q=1"), "http://example.com:8080/Path?Q=1");
  EXPECT_EQ(text_of("https://example.com?format=text"), "https://example.com/?format=text");
  EXPECT_EQ(text_of("https://[2A02:6B67::1]:443/"), "https://[2a02:6b67::1]:443/");
}

TEST(WebUrl, TellsTheHost) {
  EXPECT_EQ(parse_web_url("https://A.example.com:443/x")->host, "a.example.com");
  EXPECT_EQ(parse_web_url("https://[2a02:6b67:0::1]/")->host, "2a02:6b67::1");
  EXPECT_EQ(parse_web_url("http://81.2.69.142:80")->host, "81.2.69.142");
  EXPECT_FALSE(parse_web_url("http://81.2.69.142:80")->is_encrypted);
}

TEST(WebUrl, WhatIsNoUrlOfOursIsRefused) {
  for (const std::string text : {"",
                                 "example.com",
                                 "ftp://example.com/",
                                 "https:/example.com",
                                 "https://",
                                 "https:///x",
                                 "https://:80/",
                                 "https://user@example.com/",
                                 "https://user:password@example.com/",
                                 "https://example.com/#x",
                                 "https://example.com/a b",
                                 "https://example.com/\n",
                                 "https://ex\xc3\xa4mple.com/",
                                 "https://example.com:0/",
                                 "https://example.com:65536/",
                                 "https://example.com:/",
                                 "https://example.com:80x/",
                                 "https://[::1/",
                                 "https://[::1]x/",
                                 "https://[1.2.3.4]/",
                                 "https://[]/",
                                 "https://[/",
                                 "https://a..b/",
                                 "https://a%41/",
                                 "https://a.example./",
                                 "https://-a.example/",
                                 "https://a.example/%4",
                                 "https://a.example/%zz",
                                 "https://a.example/[x]",
                                 "https://a.example/{x}",
                                 "javascript:https://a/",
                                 "https"}) {
    EXPECT_FALSE(parse_web_url(text)) << text;
  }
  EXPECT_FALSE(parse_web_url("https://example.com/" + std::string(2048, 'a')));
}

TEST(WebUrl, ACredentialGoesOnlyToHttps) {
  const auto api = parse_api_url("http://localhost:8080/v5/livedns");
  ASSERT_FALSE(api);
  EXPECT_EQ(api.error().why, "must be https: a credential is sent there");
  EXPECT_FALSE(parse_api_url("https://api.gandi.net/v5?x=1"));
  EXPECT_EQ(*parse_api_url("https://API.gandi.net/v5/livedns"), "https://api.gandi.net/v5/livedns");
}

TEST(AnswerFormatText, EveryFormatIsUnderstood) {
  EXPECT_TRUE(std::holds_alternative<TextFormat>(*parse_answer_format("text")));
  EXPECT_TRUE(std::holds_alternative<ScanFormat>(*parse_answer_format("scan")));
  EXPECT_EQ(std::get<JsonFormat>(*parse_answer_format("json:/a~1b/0")).pointer, "/a~1b/0");
  EXPECT_EQ(std::get<JsonFormat>(*parse_answer_format("json:")).pointer, "");
  EXPECT_EQ(std::get<LineFormat>(*parse_answer_format("line:ip=")).prefix, "ip=");
  EXPECT_EQ(std::get<LineFormat>(*parse_answer_format("line:a:b ")).prefix, "a:b ");
  EXPECT_EQ(std::get<PatternFormat>(*parse_answer_format("pattern:is: (\\S+)")).regex, "is: (\\S+)");
}

TEST(AnswerFormatText, WhatCannotWorkIsRefused) {
  for (const std::string text : {"", "Text", "html", "text:", "json", "json:ip", "json:/~2", "json:/~", "line", "line:",
                                 "pattern:", "pattern:no group", "pattern:(", "pattern:(?:only)", "pattern:(\\1)"}) {
    EXPECT_FALSE(parse_answer_format(text)) << text;
  }
}

TEST(AnswerFormatText, APatternHasItsLimits) {
  EXPECT_FALSE(parse_answer_format("pattern:(" + std::string(600, 'a') + ")"));
  EXPECT_FALSE(parse_answer_format("pattern:((a{900}){900})"));
  EXPECT_FALSE(parse_answer_format("pattern:(\\pL{0,100})"));  // takes some megabytes
}

}  // namespace
}  // namespace dyndns::config
