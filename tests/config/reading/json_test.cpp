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
  EXPECT_EQ(complaint("[\"a\xff\"]").substr(0, 8), "line 1, ");
}

TEST(Json, TooDeepAFileIsRefused) {
  EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')));
  EXPECT_EQ(complaint(std::string(100000, '[')), "line 1, column 33: nested deeper than 32 levels");
}

}  // namespace
}  // namespace dyndns::config
