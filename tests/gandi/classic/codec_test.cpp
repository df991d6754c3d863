#include "gandi/classic/codec.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gandi/limits.hpp"

namespace dyndns::gandi::classic {
namespace {

const Secret key("abcdefghij0123456789klmn");

std::string answer_with(const std::string& value) {
  return "<?xml version='1.0'?>\n<methodResponse><params><param><value>" + value +
         "</value></param></params></methodResponse>";
}

// Nothing when the answer cannot be read, or is a fault.
std::optional<Value> parsed(const std::string& value) {
  const auto answer = parse_answer(answer_with(value));
  if (!answer || !std::holds_alternative<Value>(*answer)) {
    return std::nullopt;
  }
  return std::get<Value>(*answer);
}

bool is_malformed(const std::string& body) {
  const auto answer = parse_answer(body);
  return !answer && answer.error().fault == Fault::malformed;
}

std::string call_with(const Value& value) {
  const auto call = write_call("m", key, std::vector{value});
  return call ? *call : call.error().detail;
}

TEST(XmlRpcCall, IsWrittenKeyFirstAndEveryTypeByItsName) {
  const std::vector params{Value(7),
                           Value("a<b&c>d"),
                           Value(true),
                           Value(1.5),
                           Value(),
                           Value(Value::Struct{{"id", Value("3264970941")}, {"ttl", Value(300)}}),
                           Value(Value::Array{Value(-1)})};
  EXPECT_EQ(*write_call("domain.zone.record.list", key, params),
            "<?xml version='1.0'?><methodCall><methodName>domain.zone.record.list</methodName><params>"
            "<param><value><string>abcdefghij0123456789klmn</string></value></param>"
            "<param><value><int>7</int></value></param>"
            "<param><value><string>a&lt;b&amp;c&gt;d</string></value></param>"
            "<param><value><boolean>1</boolean></value></param>"
            "<param><value><double>1.5</double></value></param>"
            "<param><value><nil/></value></param>"
            "<param><value><struct>"
            "<member><name>id</name><value><string>3264970941</string></value></member>"
            "<member><name>ttl</name><value><int>300</int></value></member>"
            "</struct></value></param>"
            "<param><value><array><data><value><int>-1</int></value></data></array></value></param>"
            "</params></methodCall>");
}

TEST(XmlRpcCall, CarriesUtf8) {
  for (const auto* text : {"\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xc2\xa0", "\xf4\x8f\xbf\xbd"}) {
    SCOPED_TRACE(text);
    EXPECT_NE(call_with(Value(text)).find(text), std::string::npos);
  }
}

TEST(XmlRpcCall, RefusesWhatXmlCannotCarry) {
  const std::vector<std::string> bad{std::string("a\0b", 3),
                                     "\n",
                                     "\x1b",
                                     "\x7f",
                                     "\x80",
                                     "\xc3",
                                     "\xc3(",
                                     "\xc0\xaf",
                                     "\xe0\x80\xaf",
                                     "\xed\xa0\x80",
                                     "\xf4\x90\x80\x80",
                                     "\xf8\x88\x80\x80",
                                     "\xf0\x80\x80\xaf",
                                     "\xef\xbf\xbe",
                                     "\xc2\x85",
                                     "\xff"};
  for (const auto& text : bad) {
    EXPECT_EQ(call_with(Value(text)).find("not sent to Gandi"), 0U) << testing::PrintToString(text);
  }
  const auto with_bad_key = write_call("m", Secret("two\nlines"), {});
  ASSERT_FALSE(with_bad_key);
  EXPECT_EQ(with_bad_key.error().fault, Fault::refused);
  EXPECT_EQ(with_bad_key.error().detail.find("two"), std::string::npos);
}

TEST(XmlRpcAnswer, EveryTypeIsRead) {
  EXPECT_EQ(parsed("<int>42</int>"), Value(42));
  EXPECT_EQ(parsed("<i4>-42</i4>"), Value(-42));
  EXPECT_EQ(parsed("<i8>3264970941</i8>"), Value(3264970941));
  EXPECT_EQ(parsed("<ex:i8>3264970941</ex:i8>"), Value(3264970941));
  EXPECT_EQ(parsed("<boolean>1</boolean>"), Value(true));
  EXPECT_EQ(parsed("<boolean>0</boolean>"), Value(false));
  EXPECT_EQ(parsed("<boolean>true</boolean>"), Value(true));
  EXPECT_EQ(parsed("<double>-1.25e2</double>"), Value(-125.0));
  EXPECT_EQ(parsed("<string>text</string>"), Value("text"));
  EXPECT_EQ(parsed("<dateTime.iso8601>20170801T12:00:00</dateTime.iso8601>"), Value("20170801T12:00:00"));
  EXPECT_EQ(parsed("<base64>aGk=</base64>"), Value("aGk="));
  EXPECT_EQ(parsed("<nil/>"), Value());
  EXPECT_EQ(parsed("<nil></nil>"), Value());
  EXPECT_EQ(parsed("<ex:nil/>"), Value());
  EXPECT_EQ(parsed("bare text"), Value("bare text"));
  EXPECT_EQ(parsed(""), Value(""));
}

TEST(XmlRpcAnswer, StringsKeepTheirSpacesAndLoseTheirEscapes) {
  EXPECT_EQ(parsed("<string> a  b </string>"), Value(" a  b "));
  EXPECT_EQ(parsed("<string> </string>"), Value(" "));
  EXPECT_EQ(parsed("<string/>"), Value(""));
  EXPECT_EQ(parsed("<string>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;</string>"), Value("<&>\"'AB"));
  EXPECT_EQ(parsed("<string>x<![CDATA[<y>]]>z</string>"), Value("x<y>z"));
}

TEST(XmlRpcAnswer, WhiteSpaceOrderAndCommentsDoNotMatter) {
  const auto value = parsed(
      "\n <struct>\n <member>\n <value> <int> 5 </int> </value>\n <name> ttl </name>\n </member><!-- so -->\n"
      "<member><name>tags</name><value><array> <data> <value>a</value>\n<value><i4>+1</i4></value> </data> </array>"
      "</value></member></struct>\n ");
  const Value expected(Value::Struct{{"ttl", Value(5)}, {"tags", Value(Value::Array{Value("a"), Value(1)})}});
  EXPECT_EQ(value, expected);
}

TEST(XmlRpcAnswer, EmptyArraysAndStructsAreRead) {
  EXPECT_EQ(parsed("<array><data/></array>"), Value(Value::Array()));
  EXPECT_EQ(parsed("<array></array>"), Value(Value::Array()));
  EXPECT_EQ(parsed("<struct/>"), Value(Value::Struct()));
}

TEST(XmlRpcAnswer, ANumberThatIsNoneIsMalformed) {
  for (const auto* number : {"", " ", "x", "1x", "1 2", "0x10", "99999999999999999999", "--1", "1.5"}) {
    EXPECT_TRUE(is_malformed(answer_with("<int>" + std::string(number) + "</int>"))) << number;
  }
  for (const auto* number : {"", "x", "nan", "inf", "1e999"}) {
    EXPECT_TRUE(is_malformed(answer_with("<double>" + std::string(number) + "</double>"))) << number;
  }
  EXPECT_TRUE(is_malformed(answer_with("<boolean>2</boolean>")));
  EXPECT_TRUE(is_malformed(answer_with("<boolean>yes</boolean>")));
}

TEST(XmlRpcAnswer, AFaultIsNoValue) {
  const auto answer = parse_answer(
      "<methodResponse><fault><value><struct><member><name>faultString</name><value>no &amp; no</value></member>"
      "<member><name>faultCode</name><value><int>510042</int></value></member></struct></value></fault>"
      "</methodResponse>");
  ASSERT_TRUE(answer);
  EXPECT_EQ(std::get<RpcFault>(*answer), (RpcFault{510042, "no & no"}));
}

TEST(XmlRpcAnswer, AFaultWithoutACodeIsMalformed) {
  EXPECT_TRUE(is_malformed("<methodResponse><fault/></methodResponse>"));
  EXPECT_TRUE(is_malformed("<methodResponse><fault><value><int>1</int></value></fault></methodResponse>"));
  EXPECT_TRUE(is_malformed(
      "<methodResponse><fault><value><struct><member><name>faultCode</name><value>x</value></member></struct></value>"
      "</fault></methodResponse>"));
}

TEST(XmlRpcAnswer, WhatIsNoAnswerIsMalformed) {
  for (const auto* body :
       {"", " ", "oops", "<", "<html><body>Log in</body></html>", "<methodResponse/>", "<methodResponse>",
        "<methodResponse><params/></methodResponse>", "<methodResponse><params><param/></params></methodResponse>",
        "<methodCall><methodName>x</methodName></methodCall>", "{\"a\": 1}"}) {
    EXPECT_TRUE(is_malformed(body)) << body;
  }
}

TEST(XmlRpcAnswer, AnAnswerCutShortIsMalformedWhereverItIsCut) {
  const auto whole = answer_with("<struct><member><name>a</name><value><int>1</int></value></member></struct>");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_TRUE(is_malformed(whole.substr(0, length))) << length;
  }
}

TEST(XmlRpcAnswer, AMemberWithoutNameOrValueIsMalformed) {
  EXPECT_TRUE(is_malformed(answer_with("<struct><member><value>x</value></member></struct>")));
  EXPECT_TRUE(is_malformed(answer_with("<struct><member><name>x</name></member></struct>")));
}

TEST(XmlRpcAnswer, ADocumentTypeIsMalformed) {
  EXPECT_TRUE(is_malformed("<!DOCTYPE lol [<!ENTITY lol \"lol\"><!ENTITY l2 \"&lol;&lol;\">]>" +
                           answer_with("<string>&l2;</string>").substr(22)));
  EXPECT_EQ(parsed("<string>&unknown;</string>"), Value("&unknown;"));
}

TEST(XmlRpcAnswer, DepthHasALimit) {
  const auto nested = [](int depth) {
    std::string begin;
    std::string end;
    for (int i = 0; i < depth; ++i) {
      begin += "<array><data><value>";
      end += "</value></data></array>";
    }
    return answer_with(begin + "<int>1</int>" + end);
  };
  EXPECT_TRUE(parse_answer(nested(limits::answer_depth / 2)));
  EXPECT_TRUE(is_malformed(nested(limits::answer_depth + 1)));
  EXPECT_TRUE(is_malformed(nested(5'000)));
}

TEST(XmlRpcAnswer, TheNumberOfTagsHasALimit) {
  std::string text = "<array><data>";
  for (std::size_t i = 0; i < limits::answer_tags / 2; ++i) {
    text += "<value/>";
  }
  EXPECT_TRUE(parsed(text + "</data></array>"));
  for (std::size_t i = 0; i < limits::answer_tags / 2; ++i) {
    text += "<value/>";
  }
  EXPECT_TRUE(is_malformed(answer_with(text + "</data></array>")));
}

TEST(XmlRpcAnswer, AFailureQuotesNothingOfTheBody) {
  const auto answer = parse_answer(answer_with("<struct><member><name>authinfo</name><value>TRANSFER-CODE</value>"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().detail.find("TRANSFER-CODE"), std::string::npos);
}

TEST(XmlRpcAnswer, WhatWasWrittenIsReadBack) {
  const Value value(Value::Struct{{"a", Value("<&> \xc3\xa9")}, {"b", Value(Value::Array{Value(), Value(0.1)})}});
  auto call = call_with(value);
  const auto last = call.substr(call.rfind("<param>"));
  const auto answer =
      parse_answer("<methodResponse><params>" + last.substr(0, last.find("</params>")) + "</params></methodResponse>");
  ASSERT_TRUE(answer);
  EXPECT_EQ(std::get<Value>(*answer), value);
}

TEST(XmlRpcValue, AnAccessorOfAnotherTypeFindsNothing) {
  const Value text("1");
  EXPECT_FALSE(text.integer() || text.truth() || text.array() != nullptr || text.members() != nullptr);
  EXPECT_EQ(text.member("x"), nullptr);
  EXPECT_FALSE(text.is_nil());
  EXPECT_EQ(Value(1).text(), nullptr);
  EXPECT_EQ(Value(Value::Struct()).member("x"), nullptr);
}

}  // namespace
}  // namespace dyndns::gandi::classic
