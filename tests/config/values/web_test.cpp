#include "config/values/web.hpp"

#include <gtest/gtest.h>

namespace dyndns::config {
namespace {

TEST(ApiUrl, ACredentialGoesOnlyToHttps) {
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
