#include "config/desk.hpp"

namespace dyndns::config {
namespace {

const char* const token = R"("token_file": "token")";

// Without domains of its own.
Reading read_domains(const std::string& members) {
  return Desk().read('{' + std::string(token) + ", " + members + '}');
}

std::string list(const Settings& settings) {
  std::string text;
  for (const auto& [key, ttl, suffix] : settings.records) {
    text += host_name(key) + ' ' + std::string(to_string(key.type));
    text += ttl ? ' ' + std::to_string(ttl->count()) + '\n' : "\n";
  }
  return text;
}

TEST(Domains, NamesAndObjectsBecomeRecordsInOrder) {
  const auto reading = read_domains(R"("domains": {
      "Example.org": ["www"],
      "example.com": ["@", {"name": "vpn", "types": ["AAAA"], "ttl": 600}, {"name": "*"}]}, "ipv6": true)");
  EXPECT_EQ(list(settings_of(reading)),
            "*.example.com A\n*.example.com AAAA\nexample.com A\nexample.com AAAA\nvpn.example.com AAAA 600\n"
            "www.example.org A\nwww.example.org AAAA\n");
}

TEST(Domains, ANameHasTheTypesOfTheFamiliesThatAreOn) {
  EXPECT_EQ(list(settings_of(read_domains(R"("domains": {"example.com": ["a"]})"))), "a.example.com A\n");
  EXPECT_EQ(list(settings_of(read_domains(R"("ipv4": false, "ipv6": true, "domains": {"example.com": ["a"]})"))),
            "a.example.com AAAA\n");
}

TEST(Domains, ATypeThatIsOffIsAWarning) {
  const auto reading = read_domains(R"("domains": {"example.com": ["b", {"name": "a", "types": ["A", "AAAA"]}]})");
  EXPECT_EQ(list(settings_of(reading)), "a.example.com A\nb.example.com A\n");
  EXPECT_EQ(warnings(reading), Messages{"domains.example.com[1].types[1]: AAAA is left alone, since ipv6 is false"});
  EXPECT_EQ(errors(read_domains(R"("domains": {"example.com": [{"name": "a", "types": ["AAAA"]}]})")),
            Messages{"domains: no record is left to keep"});
}

TEST(Domains, TheOldSpellingIsConvertedWithoutAWord) {
  const auto reading = read_domains(R"("domain": "example.com", "names": ["@", "www"])");
  EXPECT_EQ(list(settings_of(reading)), "example.com A\nwww.example.com A\n");
  EXPECT_TRUE(reading.problems.empty());
}

TEST(Domains, TheOldSpellingWinsWhereBothAreWhole) {
  auto reading = read_domains(R"("domains": {"example.org": ["a"]}, "domain": "example.com", "names": ["www"])");
  EXPECT_EQ(list(settings_of(reading)), "www.example.com A\n");
  EXPECT_EQ(warnings(reading), Messages{"domains: does not count beside domain and names; remove one or the other"});
  for (const std::string half : {"\"domain\": \"example.com\"", "\"names\": [\"www\"]"}) {
    SCOPED_TRACE(half);
    reading = read_domains(R"("domains": {"example.org": ["a"]}, )" + half);
    EXPECT_EQ(list(settings_of(reading)), "a.example.org A\n");
    EXPECT_EQ(warnings(reading),
              Messages{half.substr(1, half.find(':') - 2) + ": does not count beside domains; remove it"});
  }
}

TEST(Domains, WhiteSpaceAroundANameDoesNotCount) {
  const auto reading = read_domains(R"("domains": {" example.com ": [" www", "@\t", {"name": "a\n"}]})");
  EXPECT_EQ(list(settings_of(reading)), "example.com A\na.example.com A\nwww.example.com A\n");
  EXPECT_EQ(warnings(reading), (Messages{"domains.example.com: the white space around the domain does not count",
                                         "domains.example.com[0]: the white space around it does not count",
                                         "domains.example.com[1]: the white space around it does not count",
                                         "domains.example.com[2].name: the white space around it does not count"}));
  EXPECT_EQ(errors(read_domains(R"("domains": {"example.com": [" "]})")).at(0),
            "domains.example.com[0]: must not be empty");
}

TEST(Domains, AnEmptyListIsAWarningBesideOthers) {
  const auto reading = read_domains(R"("domains": {"example.com": [], "example.org": ["www"]})");
  EXPECT_EQ(list(settings_of(reading)), "www.example.org A\n");
  EXPECT_EQ(warnings(reading), Messages{"domains.example.com: is empty: nothing of this domain is looked after"});
}

TEST(Domains, ANameThatIsThereTwiceIsLookedAfterOnce) {
  const auto reading = read_domains(R"("domains": {"example.com": ["a", "b", "A"], "EXAMPLE.com.": ["a"]})");
  EXPECT_EQ(list(settings_of(reading)), "a.example.com A\nb.example.com A\n");
  EXPECT_EQ(
      warnings(reading),
      (Messages{
          "domains.example.com[2]: the same record as domains.example.com[0]: A of 'a.example.com'; once is enough",
          "domains.EXAMPLE.com.[0]: the same record as domains.example.com[0]: A of 'a.example.com'; once is enough"}));
}

TEST(Domains, ASecondMentionMayAddAType) {
  const auto reading =
      read_domains(R"("ipv6": true, "domains": {"example.com": [{"name": "a", "types": ["A"]}, "a"]})");
  EXPECT_EQ(list(settings_of(reading)), "a.example.com A\na.example.com AAAA\n");
}

TEST(Domains, ANameOfADomainIsProbablyNone) {
  auto reading = read_domains(R"("domains": {"www.example.com": ["@"]})");
  EXPECT_EQ(list(settings_of(reading)), "www.example.com A\n");
  EXPECT_EQ(
      warnings(reading),
      Messages{"domains.www.example.com: 'www.example.com' is probably no domain at Gandi, where only a registered "
               "one has a zone; if 'example.com' is yours, put 'www' into its list of names"});
  for (const char* registered : {"example.co.uk", "somebody.github.io", "github.io"}) {
    SCOPED_TRACE(registered);
    reading = read_domains(R"("domains": {")" + std::string(registered) + R"(": ["@"]})");
    EXPECT_TRUE(reading.problems.empty()) << joined(warnings(reading)) << joined(errors(reading));
  }
}

TEST(Domains, TheEvenOlderSpellingIsRefused) {
  EXPECT_EQ(errors(read_domains(R"("domains": {"example.com": ["www"]}, "name": "www")")),
            Messages{"name: is now names, a list: \"names\": [\"www\"]"});
}

TEST(Domains, MistakesAreNamedWithTheirPath) {
  const std::initializer_list<Complaint> complaints = {
      {R"("domains": {"example.com": ["a", {"name": "b", "ttl": 60}]})",
       "domains.example.com[1].ttl: 60 is below Gandi's minimum of 300"},
      {R"("domains": {"example.com": [{"name": "b", "ttl": 2592001}]})",
       "domains.example.com[0].ttl: 2592001 is above Gandi's maximum of 2592000"},
      {R"("domains": {"example.com": [{"name": "b", "ttl": 300.5}]})",
       "domains.example.com[0].ttl: must be a whole number"},
      {R"("domains": {"example.com": [{"name": "b", "ttl": "1h"}]})",
       "domains.example.com[0].ttl: must be a number, not text"},
      {R"("domains": {"example.com": [{"name": "b", "tll": 300}]})",
       "domains.example.com[0].tll: unknown key; the nearest known one is 'ttl'"},
      {R"("domains": {"example.com": [{"ttl": 300}]})", "domains.example.com[0]: name is missing"},
      {R"("domains": {"example.com": [7]})",
       "domains.example.com[0]: must be a name such as \"www\" or {\"name\": ...}, not a number"},
      {R"("domains": {"example.com": [{"name": "b", "types": ["MX"]}]})",
       "domains.example.com[0].types[0]: must be 'A' or 'AAAA'"},
      {R"("domains": {"example.com": [{"name": "b", "types": []}]})",
       "domains.example.com[0].types: must not be empty"},
      {R"("domains": {"example.com": "www"})", "domains.example.com: must be a list in square brackets, not text"},
      {R"("domains": {"example.com": []})", "domains: no record is left to keep"},
      {R"("domains": {"co.uk": ["a"]})",
       "domains.co.uk: 'co.uk' is a public suffix; name the domain that is registered under it, such as "
       "'example.co.uk'"},
      {R"("domains": {"192.0.2.1": ["a"]})",
       "domains.192.0.2.1: '192.0.2.1' is an address, not a domain name such as 'example.com'"},
      {R"("domains": {"2001:db8::1": ["a"]})",
       "domains.2001:db8::1: '2001:db8::1' is an address, not a domain name such as 'example.com'"},
      {R"("domains": {})", "domains: must not be empty"},
      {R"("domains": ["example.com"])", "domains: must be an object in curly brackets, not a list"},
      {R"("domains": {"localhost": ["a"]})",
       "domains.localhost: 'localhost' is not a domain name such as 'example.com'"},
      {R"("domains": {"example.com": ["www.example.com"]})",
       "domains.example.com[0]: 'www.example.com' must be relative to its domain; write 'www'"},
      {R"("domains": {"example.com": ["a", {"name": "a", "ttl": 600}]})",
       "domains.example.com[1].name: the same record as domains.example.com[0]: A of 'a.example.com', with another "
       "TTL; "
       "remove one of them"},
      {R"("domains": {"example.com": ["a"], "example.com": ["b"]})", "domains.example.com: is given twice"},
      {R"("quorum": 3)", "domains is missing: \"domains\": {\"example.com\": [\"www\"]}"},
      {R"("domain": "example.com")", "domain: names is missing; better: \"domains\": {\"example.com\": [\"www\"]}"},
      {R"("names": ["a"])", "names: domain is missing; better: \"domains\": {\"example.com\": [\"www\"]}"}};
  for (const auto& [members, message] : complaints) {
    EXPECT_EQ(errors(read_domains(members)), Messages{message}) << members;
  }
}

TEST(Domains, OneNameMayBeListedForEachOfItsTypes) {
  const auto reading = read_domains(R"("ipv6": true, "domains": {"example.com": [
      {"name": "a", "types": ["A"], "ttl": 300}, {"name": "a", "types": ["AAAA"], "ttl": 600}]})");
  EXPECT_EQ(list(settings_of(reading)), "a.example.com A 300\na.example.com AAAA 600\n");
}

TEST(Domains, AThousandRecordsAreEnough) {
  std::string members = R"("domains": {)";
  for (int domain = 0; domain < 11; ++domain) {
    members += "\"example" + std::to_string(domain) + ".com\": [";
    for (int name = 0; name < 100; ++name) {
      members += "\"n" + std::to_string(name) + "\",";
    }
    members += "],";
  }
  EXPECT_EQ(errors(read_domains(members + '}')), Messages{"domains: holds more than 1000 records"});
}

TEST(Domains, TheTtlAtTheTopIsForNewRecords) {
  const auto settings = settings_of(Desk().read_with(R"("ttl": 900, "create_missing": false)"));
  EXPECT_EQ(settings.ttl_for_new, Ttl(900));
  EXPECT_FALSE(settings.create_missing);
  EXPECT_EQ(settings.records.at(0).ttl, std::nullopt);
  expect_errors({{R"("ttl": 299)", "ttl: 299 is below Gandi's minimum of 300"},
                 {R"("ttl": -1)", "ttl: -1 is below Gandi's minimum of 300"},
                 {R"("create_missing": 1)", "create_missing: must be true or false, not a number"}});
}

}  // namespace
}  // namespace dyndns::config
