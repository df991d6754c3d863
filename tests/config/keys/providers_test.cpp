#include "config/desk.hpp"
#include "config/keys/readers.hpp"
#include "core/consensus.hpp"

namespace dyndns::config {
namespace {

struct List {
  std::vector<Provider> providers;
  Messages messages;

  [[nodiscard]] const WebProvider& web(std::size_t place) const { return std::get<WebProvider>(providers.at(place)); }
};

List parse(std::string_view text) {
  std::vector<Problem> problems;
  Remarks remarks(problems, "providers.json");
  List list{parse_providers(text, remarks), {}};
  for (const auto& problem : problems) {
    SCOPED_TRACE(problem.message);
    EXPECT_TRUE(problem.is_error);
    list.messages.push_back(problem.message);
  }
  return list;
}

TEST(Providers, AnEntrySaysEverything) {
  const auto list = parse(R"({"providers": [
      {"url": "https://API.example.com/ip", "operator": "Somebody", "family": "ipv6", "format": "json:/ip"}]})");
  ASSERT_EQ(list.providers.size(), 1U) << joined(list.messages);
  const auto& provider = list.web(0);
  EXPECT_EQ(provider.url, "https://api.example.com/ip");
  EXPECT_EQ(provider.operator_name, "somebody");
  EXPECT_EQ(provider.family, Family::ipv6);
  EXPECT_EQ(std::get<JsonFormat>(provider.format).pointer, "/ip");
}

TEST(Providers, ThePredecessorsListOfUrlsIsScanned) {
  const auto list = parse(R"(["https://api.ipify.org", "http://checkip.dyndns.org/"])");
  ASSERT_EQ(list.providers.size(), 2U) << joined(list.messages);
  EXPECT_EQ(list.web(0).url, "https://api.ipify.org/");
  EXPECT_EQ(list.web(0).operator_name, "ipify.org");
  EXPECT_EQ(list.web(0).family, std::nullopt);
  EXPECT_TRUE(std::holds_alternative<ScanFormat>(list.web(0).format));
  EXPECT_EQ(list.web(1).operator_name, unauthenticated_operator);
}

TEST(Providers, AnAddressIsItsOwnOperator) {
  EXPECT_EQ(parse(R"(["https://81.2.69.142/"])").web(0).operator_name, "81.2.69.142");
  EXPECT_EQ(parse(R"(["https://[2a02:6b67::1]/"])").web(0).operator_name, "2a02:6b67::1");
}

TEST(Providers, PlainHttpIsUnauthenticatedWhateverItSays) {
  const auto list = parse(R"([{"url": "http://example.com/", "operator": "trust me"}])");
  EXPECT_EQ(list.web(0).operator_name, unauthenticated_operator);
}

TEST(Providers, AnyFamilyIsBoth) {
  EXPECT_EQ(parse(R"([{"url": "https://example.com/", "family": "any"}])").web(0).family, std::nullopt);
  EXPECT_EQ(parse(R"([{"url": "https://example.com/", "family": "ipv4"}])").web(0).family, Family::ipv4);
}

TEST(Providers, RedirectsAreFollowedWhereItIsSaid) {
  EXPECT_EQ(parse(R"(["https://example.com/"])").web(0).redirects, 0U);
  EXPECT_EQ(parse(R"([{"url": "https://example.com/", "redirects": 0}])").web(0).redirects, 0U);
  EXPECT_EQ(parse(R"([{"url": "https://example.com/", "redirects": 3}])").web(0).redirects, 3U);
  const auto wrong =
      parse(R"([{"url": "https://a.example/", "redirects": 4}, {"url": "https://b.example/", "redirects": -1},
      {"url": "https://c.example/", "redirects": 1.5}, {"url": "https://d.example/", "redirects": true},
      {"url": "http://e.example/", "redirects": 1}, {"url": "http://f.example/", "redirects": 0}])");
  const Messages expected = {
      "[0].redirects: 4 is not between 0 and 3", "[1].redirects: -1 is not between 0 and 3",
      "[2].redirects: must be a whole number", "[3].redirects: must be a number, not true",
      "[4].redirects: makes sense only with https: over plain http anybody on the path could redirect us"};
  EXPECT_EQ(wrong.messages, expected);
}

TEST(Providers, DuplicatesAreRemoved) {
  const auto list = parse(R"(["https://example.com", "HTTPS://Example.com/", "https://example.com/other",
      {"url": "https://example.com/", "family": "ipv4"},
      {"url": "https://example.net/", "family": "ipv4"}, {"url": "https://example.net/", "family": "ipv6"}])");
  EXPECT_TRUE(list.messages.empty());
  EXPECT_EQ(list.providers.size(), 4U);
}

// The predecessor had them so, and never opened the file where a command told the address.
TEST(Providers, WhiteSpaceAroundAUrlDoesNotCount) {
  const Desk desk;
  desk.write("providers.json",
             R"([" https://one.example.com/", {"url": "https://two.example.net/\n"}, "https://three.example.org/"])");
  const auto reading = desk.read_with("");
  EXPECT_EQ(std::get<WebProvider>(settings_of(reading).providers.at(0)).url, "https://one.example.com/");
  EXPECT_EQ(warnings(reading), (Messages{"[0]: the white space around it does not count",
                                         "[1].url: the white space around it does not count"}));
}

TEST(Providers, AnEmptyListMattersOnlyToWhoAsks) {
  const Desk desk;
  desk.write("providers.json", R"({"providers": []})");
  const auto reading = desk.read_with(R"("command": "x")");
  EXPECT_TRUE(settings_of(reading).providers.empty());
  EXPECT_EQ(warnings(reading), Messages{"providers: is empty: nobody can be asked"});
  EXPECT_EQ(
      errors(desk.read_with("")),
      Messages{"quorum: 3 operators must agree, but the providers for IPv4 belong to 0; add providers or lower the "
               "quorum"});
}

TEST(Providers, EveryMistakeIsNamedWithItsPath) {
  const auto list = parse(R"({"providers": ["ftp://example.com", 5, {"operator": "x"}, {"dns": "x"},
      {"url": "https://a.example/", "famly": "ipv4"}, {"url": "https://b.example/", "family": "IPv5"},
      {"url": "https://c.example/", "format": "pattern:x"}, {"url": "https://d.example/", "format": "xml"}], "more": 1})");
  const Messages expected = {
      "more: unknown key; remove it",
      "providers[0]: must be a URL that begins with https:// or http://",
      "providers[1]: must be a URL, {\"url\": ...} or {\"dns\": ...}, not a number",
      "providers[2]: url is missing",
      "providers[3].dns: must be {\"name\": ..., \"type\": ..., \"servers\": [...]}, not text",
      "providers[4].famly: unknown key; the nearest known one is 'family'",
      "providers[5].family: must be 'ipv4' or 'ipv6' or 'any'",
      "providers[6].format: the pattern must have a group, (...), around the address",
      "providers[7].format: must be 'text', 'json:/POINTER', 'line:PREFIX', 'pattern:REGEX' or 'scan', not 'xml'"};
  EXPECT_EQ(list.messages, expected);
}

TEST(Providers, AFileThatIsNoListIsRefused) {
  EXPECT_EQ(parse("5").messages, Messages{"must be {\"providers\": [...]}, not a number"});
  EXPECT_EQ(parse("{").messages,
            Messages{"line 1, column 2: expected a key in double quotes or '}', found the end of the file"});
  std::string many = "[";
  for (int i = 0; i < 201; ++i) {
    many += "\"https://example.com/" + std::to_string(i) + "\",";
  }
  EXPECT_EQ(parse(many + "]").messages, Messages{"has 201 entries, more than the 200 that are allowed"});
}

}  // namespace
}  // namespace dyndns::config
