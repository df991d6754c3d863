#include "trace/disguise.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "trace/bodies.hpp"
#include "trace/settings.hpp"

namespace dyndns::trace {
namespace {

using config::Api;

std::string in_json(Disguise& disguise, const std::string& body) {
  return boost::json::serialize(gandis_body(disguise, body, ""));
}

class DisguiseTest : public testing::Test {
 protected:
  Disguise disguise{settings_of(Api::livedns)};
};

TEST_F(DisguiseTest, TheSameIsAlwaysReplacedByTheSame) {
  EXPECT_EQ(disguise.value("81.2.69.142"), "25.0.0.1");
  EXPECT_EQ(disguise.value("2a02:6b67::1"), "2d00::2");
  EXPECT_EQ(disguise.value("2A02:6b67:0::1"), "2d00::2");
  EXPECT_EQ(disguise.value("GARAGE.Example.com."), "name1.domain1.example.");
  EXPECT_EQ(disguise.names().name("cellar"), "name2");
  EXPECT_EQ(disguise.value("v=spf1"), "text1");
  EXPECT_EQ(disguise.value("v=spf2"), "text2");
  EXPECT_EQ(disguise.value(organisation), "00000000-0000-4000-8000-000000000001");
}

TEST_F(DisguiseTest, TheApexAndAWildcardStay) {
  EXPECT_EQ(disguise.names().name("@"), "@");
  EXPECT_EQ(disguise.names().name("*"), "*");
  EXPECT_EQ(disguise.names().name("*.garage"), "*.name1");
}

TEST_F(DisguiseTest, AnAddressKeepsItsKind) {
  for (const auto* const text :
       {"81.2.69.142", "10.1.2.3", "172.16.9.9", "192.168.7.7", "100.64.1.2", "169.254.3.4", "127.0.0.1", "203.0.113.9",
        "198.51.100.7", "255.255.255.255", "2a02:6b67::1", "fd12:3456::1", "fe80::1", "2001:db8::7", "2001:db8:1:2::7",
        "2002:5102:458e::1", "::1", "::"}) {
    SCOPED_TRACE(text);
    const auto address = *Address::parse(text);
    const auto made_up = disguise.names().address(address);
    EXPECT_EQ(made_up.family(), address.family());
    EXPECT_EQ(why_not_global_unicast(made_up).has_value(), why_not_global_unicast(address).has_value());
    EXPECT_EQ(is_private(made_up), is_private(address));
  }
}

TEST_F(DisguiseTest, NumbersKeepTheirOrder) {
  auto& names = disguise.names();
  for (const auto number : {3264970941, 7103L, 7101L, 12L}) {
    (void)names.number(number);
  }
  names.settle();
  EXPECT_EQ(names.number(12), 1001);
  EXPECT_EQ(names.number(7103), names.number(7101) + 1);
  EXPECT_GT(names.number(3264970941), names.number(7103));
  EXPECT_EQ(names.number(0), 0);  // the active version
  EXPECT_EQ(names.number(1), 1);  // true
}

TEST_F(DisguiseTest, OfASentenceTheWordsOfEverybodyAreShown) {
  EXPECT_EQ(disguise.prose("Can't find the DNS record garage/A in the zone"),
            "Can'x find the DNS record name1/A xx the zone");
  EXPECT_EQ(disguise.prose("LocalizedHTTPNotFound"), "LocalizedHTTPNotFound");
  EXPECT_EQ(disguise.prose("Mr Meier of Bath, 12 High Street, IN"), "Xx Xxxxx of Xxxx, 00 Xxxx Xxxxxx, XX");
  EXPECT_EQ(disguise.prose("your IP is 81.2.69.142, not v1.2.3"), "your IP is 25.0.0.1, not x0.0.0");
  EXPECT_EQ(disguise.prose("at garage.example.com."), "xx name1.domain1.example.");
  EXPECT_EQ(disguise.prose("K\xc3\xb6ln\x1b"), "X??xx?");
}

TEST_F(DisguiseTest, ACredentialIsNotShownInAnyForm) {
  const auto& token = gandi::livedns::good_token;
  EXPECT_EQ(disguise.value(token), "[credential]");
  EXPECT_EQ(disguise.prose("your token " + token + " is wrong"), "your token [credential] is wrong");
  EXPECT_EQ(disguise.prose(token.substr(0, 12)), "xxx_00000000");
  EXPECT_EQ(disguise.value(token.substr(0, 12)), "text1");
  EXPECT_EQ(in_json(disguise, R"({"object":"pat_0123","cause":"abcdefghij","x":["pat_"],"id":"pat_%30"})"),
            R"({"object":"xxx_0000","cause":"xxxxxxxxxx","x":["text2"],"id":"text3"})");
}

TEST_F(DisguiseTest, AUrlOfGandisIsShownAsAtItsUsualPlace) {
  const auto& base = gandi::livedns::live_endpoint;
  EXPECT_EQ(disguise.url(base + "/domains/example.com/records/garage/A"),
            "https://api.gandi.net/v5/livedns/domains/domain1.example/records/name1/A");
  EXPECT_EQ(disguise.url(base + "/domains/example.com/records/%40/A?sharing_id=" + organisation),
            "https://api.gandi.net/v5/livedns/domains/domain1.example/records/%40/A"
            "?sharing_id=00000000-0000-4000-8000-000000000001");
  EXPECT_EQ(disguise.url(base + "/domains/example.com/records?page=1&per_page=500"),
            "https://api.gandi.net/v5/livedns/domains/domain1.example/records?page=1&per_page=500");
  EXPECT_EQ(disguise.url("https://api.example/v5/domain/domains/example.com/livedns"),
            "https://api.gandi.net/v5/domain/domains/domain1.example/livedns");
  EXPECT_EQ(disguise.url("https://id.example/tokeninfo"), "https://id.gandi.net/tokeninfo");
}

TEST_F(DisguiseTest, AProviderIsShownOnlyIfTheListIsEverybodys) {
  auto settings = settings_of(Api::livedns);
  const auto url = std::get<WebProvider>(settings.providers.front()).url;
  EXPECT_EQ(disguise.url(url), "https://host1.example/");
  EXPECT_EQ(disguise.url("http://192.168.1.1/?mac=00"), "http://host2.example/");
  const auto name = operator_of(settings.providers.front());
  EXPECT_EQ(disguise.provider("operator", name), "operator1");
  settings.providers_path = config::shipped_providers;
  Disguise of_everybody(settings);
  EXPECT_EQ(of_everybody.url(url), url);
  EXPECT_EQ(of_everybody.url("https://login.hotel.example/?mac=00"), "https://host1.example/");
  EXPECT_EQ(of_everybody.provider("operator", name), name);
  for (const auto* own : {"command '/home/somebody/bin/ip'", "interface ppp0"}) {
    EXPECT_NE(of_everybody.provider("operator", own), own) << own;
  }
}

TEST_F(DisguiseTest, AnAnswerKeepsItsMembersAndLosesItsValues) {
  EXPECT_EQ(in_json(disguise, R"([{"rrset_name":"cellar","rrset_type":"TXT","rrset_ttl":600,"rrset_values":["\"hush\""],
                                  "rrset_href":"https://api.example/v5/livedns/domains/example.com/records/cellar/TXT"}])"),
            R"([{"rrset_name":"name2","rrset_type":"TXT","rrset_ttl":600,"rrset_values":["text1"],)"
            R"("rrset_href":"https://api.gandi.net/v5/livedns/domains/domain1.example/records/name2/TXT"}])");
  EXPECT_EQ(in_json(disguise, R"({"expires_in":123456,"scope":["domain:tech"],"pat_name":"my nas","entities":[42],)"
                              R"("new_one":true,"John Doe":1.5,"nothing":null})"),
            R"({"expires_in":123456,"scope":["domain:tech"],"pat_name":"text2","entities":[0],)"
            R"("new_one":true,"Xxxx Xxx":0,"nothing":null})");
}

// Somebody may call his hosts as Gandi calls its members.
TEST(Disguise, NamesThatAreWordsOfTheApiDoNotBreakIt) {
  auto settings = settings_of(Api::livedns);
  for (const auto* const name : {"a", "name", "records", "rrset_name", "dns-record", "type"}) {
    settings.records.push_back({{"example.com", name, RecordType::a}, {}});
  }
  Disguise disguise(settings);
  EXPECT_EQ(in_json(disguise, R"({"rrset_name":"a","rrset_type":"A","object":"dns-record","type":"A"})"),
            R"({"rrset_name":"name2","rrset_type":"A","object":"dns-record","type":"A"})");
  EXPECT_TRUE(disguise.url(settings.endpoint + "/domains/example.com/records/records/A").ends_with("/records/name4/A"));
}

std::string in_xml(const std::string& body, const std::string& method) {
  const auto call = "<methodCall><methodName>" + method + "</methodName></methodCall>";
  Disguise disguise(settings_of(Api::xmlrpc));
  (void)gandis_body(disguise, body, call);
  disguise.names().settle();
  return std::string(gandis_body(disguise, body, call).as_string());
}

TEST(Disguise, XmlRpcKeepsItsTypesAndLosesItsValues) {
  const std::string prolog = "<?xml version='1.0'?>\n";
  EXPECT_EQ(
      in_xml(prolog + "<methodCall><methodName>domain.zone.record.list</methodName><params><param><value><string>" +
                 gandi::classic::good_key +
                 "</string></value></param><param><value><int>7101</int></value></param><param><value><struct>"
                 "<member><name>page</name><value><int>2</int></value></member></struct></value></param>"
                 "</params></methodCall>",
             ""),
      prolog +
          "<methodCall><methodName>domain.zone.record.list</methodName><params><param><value><string>[credential]"
          "</string></value></param><param><value><int>1001</int></value></param><param><value><struct>"
          "<member><name>page</name><value><int>2</int></value></member></struct></value></param>"
          "</params></methodCall>");
  EXPECT_EQ(
      in_xml("<methodResponse><!-- hush --><params><param><value hush='1'><struct><hush/><member><name>id</name>"
             "<value>3264970941</value></member><member><name>name</name><value><string>cellar</string></value>"
             "</member><member><name>date</name><value><dateTime.iso8601>20170801T12:00:00</dateTime.iso8601>"
             "</value></member></struct></value></param></params></methodResponse>",
             ""),
      prolog +
          "<methodResponse><params><param><value><struct><member><name>id</name><value>1001</value></member>"
          "<member><name>name</name><value><string>name2</string></value></member><member><name>date</name>"
          "<value><dateTime.iso8601>00000000X00:00:00</dateTime.iso8601></value></member></struct></value></param>"
          "</params></methodResponse>");
}

TEST(Disguise, AnAnswerThatIsNestedTooDeepIsNotFollowed) {
  std::string deep = "<methodResponse>";
  for (int i = 0; i < 20'000; ++i) {
    deep += "<data>";
  }
  EXPECT_TRUE(in_xml(deep + "hush", "").ends_with("<data>xxxx"));
  for (int i = 0; i < 20'000; ++i) {
    deep += "</data>";
  }
  EXPECT_TRUE(in_xml(deep + "</methodResponse>", "").starts_with("<methodResponse><data><data>"));
}

TEST(Disguise, ANumberByXmlRpcIsACountOrAnIdByItsMethod) {
  const std::string answer =
      "<methodResponse><params><param><value><int>12</int></value></param></params></methodResponse>";
  EXPECT_NE(in_xml(answer, "domain.zone.version.new").find("<int>1001<"), std::string::npos);
  EXPECT_NE(in_xml(answer, "domain.zone.record.delete").find("<int>12<"), std::string::npos);
}

}  // namespace
}  // namespace dyndns::trace
