#include "config/reading/json.hpp"

#include <gtest/gtest.h>

namespace dyndns::config {
namespace {

std::string complaint(std::string_view text) {
  const auto json = parse_json(text);
  return json ? "none" : json.error().why;
}

TEST(Json, CommentsTrailingCommasAndAByteOrderMarkAreTolerated) {
  const auto json = parse_json("\xef\xbb\xbf{ // a comment\n \"a\": [1, 2,], /* another */ \"b\": \"x\\u00e9\", }\n");
  ASSERT_TRUE(json);
  const auto& object = std::get<JsonObject>(json->value);
  ASSERT_EQ(object.size(), 2U);
  const auto& list = std::get<JsonArray>(object[0].value.value);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(std::get<double>(list[1].value), 2.0);
  EXPECT_EQ(object[1].key, "b");
  EXPECT_EQ(std::get<std::string>(object[1].value.value), "x\xc3\xa9");
}

TEST(Json, EveryKindOfValueIsKept) {
  const auto json = parse_json(R"([null, true, -7, 0.5, "", {}, [], 18446744073709551615])");
  ASSERT_TRUE(json);
  const auto& list = std::get<JsonArray>(json->value);
  ASSERT_EQ(list.size(), 8U);
  EXPECT_TRUE(std::holds_alternative<std::nullptr_t>(list[0].value));
  EXPECT_TRUE(std::get<bool>(list[1].value));
  EXPECT_EQ(std::get<double>(list[2].value), -7.0);
  EXPECT_EQ(std::get<double>(list[3].value), 0.5);
  EXPECT_EQ(std::get<std::string>(list[4].value), "");
  EXPECT_TRUE(std::get<JsonObject>(list[5].value).empty());
  EXPECT_TRUE(std::get<JsonArray>(list[6].value).empty());
}

TEST(Json, AMistakeIsNamedWithItsLineAndColumn) {
  EXPECT_EQ(complaint("{\n  \"a\": 1\n  \"b\": 2 }"), "line 3, column 3: expected ',' or '}', found '\"'");
  EXPECT_EQ(complaint("{\"a\" 1}"), "line 1, column 6: expected ':' and a value, found '1'");
  EXPECT_EQ(complaint("{a: 1}"), "line 1, column 2: expected a key in double quotes or '}', found 'a'");
  EXPECT_EQ(complaint("{\"a\": 1, b: 2}"), "line 1, column 10: expected a key in double quotes or '}', found 'b'");
  EXPECT_EQ(complaint("[1 2]"), "line 1, column 4: expected ',' or ']', found '2'");
  EXPECT_EQ(complaint("[1, x]"), "line 1, column 5: expected a value or ']', found 'x'");
  EXPECT_EQ(complaint("{} {}"), "line 1, column 4: expected the end of the file, found '{'");
}

TEST(Json, ColumnsCountCharactersNotBytes) {
  EXPECT_EQ(complaint("[\"\xc3\xa4\xc3\xb6\" 2]"), "line 1, column 7: expected ',' or ']', found '2'");
}

TEST(Json, AFileThatEndsTooEarlySaysWhatIsMissing) {
  EXPECT_EQ(complaint("{\"a\": [1"), "line 1, column 9: expected ',' or ']', found the end of the file");
  EXPECT_EQ(complaint("{\"a\": 1,\n"),
            "line 2, column 1: expected a key in double quotes or '}', found the end of the file");
  EXPECT_EQ(complaint(""), "line 1, column 1: expected a value, found the end of the file");
}

TEST(Json, MistakesWithinAStringAreExplained) {
  EXPECT_EQ(complaint("[\"abc\n\"]"), "line 1, column 6: a closing quote is missing");
  EXPECT_EQ(complaint("[\"a\\d\"]"), "line 1, column 5: unknown escape; a backslash itself is written \\\\");
  EXPECT_EQ(complaint(R"(["C:\Users"])"), "line 1, column 6: unknown escape; a backslash itself is written \\\\");
  EXPECT_EQ(complaint(R"(["a\x41"])"), "line 1, column 5: unknown escape; a backslash itself is written \\\\");
  EXPECT_EQ(complaint(R"(["a\u12g4"])"), "line 1, column 4: four hexadecimal digits must follow \\u");
  EXPECT_EQ(complaint(R"(["a\u12)"), "line 1, column 4: four hexadecimal digits must follow \\u");
  for (const char* half :
       {R"(["\ud83d"])", R"(["\ud83d\n"])", R"(["\udc00"])", R"(["\ud83d\ud83d"])", R"(["\ud83dx"])"}) {
    EXPECT_NE(complaint(half).find(": a \\u escape before this is half a character"), std::string::npos) << half;
  }
  EXPECT_EQ(complaint("{\n\"a\tb\": 1}"), "line 2, column 3: a tab within quotes is written \\t");
  EXPECT_EQ(complaint("[\"a\x01\"]"), "line 1, column 4: a control character must not stand within quotes");
  EXPECT_EQ(complaint("[\"abc\r\n\"]"), "line 1, column 6: a closing quote is missing");
  EXPECT_EQ(complaint("{\"a\": \"abc"), "line 1, column 11: a closing quote is missing");
  EXPECT_EQ(complaint("[\"abc\\\""), "line 1, column 8: a closing quote is missing");
  EXPECT_EQ(complaint("[\"a\xff\"]"), "line 1, column 4: neither JSON nor UTF-8 text");
}

TEST(Json, WordsOfOtherLanguagesAreTranslated) {
  EXPECT_EQ(complaint("{\"a\": True}"), "line 1, column 7: 'True' is written true in JSON");
  EXPECT_EQ(complaint("[FALSE]"), "line 1, column 2: 'FALSE' is written false in JSON");
  EXPECT_EQ(complaint("{\"a\": 1,\n \"b\": None}"), "line 2, column 7: 'None' is written null in JSON");
  EXPECT_EQ(complaint("[yes]"), "line 1, column 2: 'yes' is written true in JSON");
  EXPECT_EQ(complaint("{no: 1}"), "line 1, column 2: expected a key in double quotes or '}', found 'n'");
  EXPECT_EQ(complaint("[1 true]"), "line 1, column 4: expected ',' or ']', found 't'");
}

TEST(Json, AWordThatMayBeASecretIsNotRepeated) {
  EXPECT_EQ(complaint("{\"api_key\": abcdefghijkl012345678901}"),
            "line 1, column 13: expected ':' and a value, found 'a'");
  EXPECT_EQ(complaint("abcdefghijkl012345678901"), "line 1, column 1: expected a value, found 'a'");
}

TEST(Json, QuotesThatAreNoneAreExplained) {
  const std::string straight = "; text stands within \"straight quotes\"";
  EXPECT_EQ(complaint("{'a': 1}"), "line 1, column 2: expected a key in double quotes or '}', found '" + straight);
  EXPECT_EQ(complaint("[\xe2\x80\x9c"
                      "a\xe2\x80\x9d]"),
            "line 1, column 2: expected a value or ']', found \xe2\x80\x9c" + straight);
  EXPECT_EQ(complaint("[\xc3\xa4]"), "line 1, column 2: expected a value or ']', found '\xc3\xa4'");
}

// The parser loses its place in them.
TEST(Json, ACommentThatDoesNotEndIsNamedWithItsBeginning) {
  const std::string open = "a comment begins here and does not end; */ is missing";
  EXPECT_EQ(complaint("{\n  \"a\": 1, /* x\n}\n"), "line 2, column 11: " + open);
  EXPECT_EQ(complaint("/* x"), "line 1, column 1: " + open);
  EXPECT_EQ(complaint("[1]/*x"), "line 1, column 4: " + open);
  EXPECT_EQ(complaint("[1]/*/"), "line 1, column 4: " + open);
  EXPECT_EQ(complaint("{\"a\": /x/}"), "line 1, column 7: a comment begins with // or /*");
  EXPECT_EQ(complaint("[1, / x"), "line 1, column 5: a comment begins with // or /*");
  EXPECT_EQ(complaint("[1]/"), "line 1, column 4: a comment begins with // or /*");
  EXPECT_EQ(complaint("[1 // x"), "line 1, column 8: expected ',' or ']', found the end of the file");
  EXPECT_EQ(complaint("[\"/* no comment\", // \"nor a text\n /* '\"' */ 1 2]"),
            "line 2, column 14: expected ',' or ']', found '2'");
}

TEST(Json, TooDeepAFileIsRefused) {
  EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')));
  EXPECT_EQ(complaint(std::string(100000, '[')), "line 1, column 33: nested deeper than 32 levels");
}

}  // namespace
}  // namespace dyndns::config
