#include "config/desk.hpp"
#include "config/keys/readers.hpp"
#include "core/consensus.hpp"

namespace dyndns::config {
namespace {

std::vector<Provider> parse(const std::string& entries, Messages* messages = nullptr) {
  std::vector<Problem> problems;
  Remarks remarks(problems, "providers.json");
  auto providers = parse_providers('[' + entries + ']', remarks);
  for (const auto& problem : problems) {
    EXPECT_NE(messages, nullptr) << problem.message;
    if (messages != nullptr) {
      messages->push_back(problem.message);
    }
  }
  return providers;
}

DnsProvider parse_one(const std::string& entry) { return std::get<DnsProvider>(parse(entry).at(0)); }

std::string with_servers(const std::string& servers, const std::string& type = "TXT") {
  return R"({"dns": {"name": "ip.example.com", "type": ")" + type + R"(", "servers": [)" + servers + "]}}";
}

TEST(DnsProvider, AnEntrySaysEverything) {
  const auto provider = parse_one(R"({"dns": {"name": "WhoAmI.Example.", "type": "TXT", "class": "CHAOS",
      "servers": ["81.2.69.1", "2a02:6b67::1"]}, "operator": "Somebody"})");
  EXPECT_EQ(provider.question, (DnsQuestion{"whoami.example", DnsType::txt, DnsClass::chaos}));
  ASSERT_EQ(provider.servers.size(), 2U);
  EXPECT_EQ(to_string(provider.servers[0]), "81.2.69.1");
  EXPECT_EQ(to_string(provider.servers[1]), "2a02:6b67::1");
  EXPECT_EQ(provider.run_by, "somebody");
  EXPECT_EQ(provider.family, std::nullopt);
}

TEST(DnsProvider, ItsVoteIsUnauthenticatedWhoeverRunsIt) {
  const auto providers = parse(R"({"dns": {"name": "ip.example.com", "type": "A", "servers": ["81.2.69.1"]},
      "operator": "trust me"})");
  EXPECT_EQ(operator_of(providers.at(0)), unauthenticated_operator);
}

TEST(DnsProvider, TheClassIsTheInternetUnlessSaid) {
  EXPECT_EQ(parse_one(with_servers(R"("81.2.69.1")")).question.dns_class, DnsClass::internet);
}

TEST(DnsProvider, AServerMayHaveAPort) {
  const auto servers =
      parse_one(with_servers(R"("81.2.69.1:5353", "[::1]:5353", "[::1]:53", "::1", "81.2.69.1:53")")).servers;
  std::string list;
  for (const auto& server : servers) {
    list += to_string(server) + ' ';
  }
  EXPECT_EQ(list, "81.2.69.1:5353 [::1]:5353 ::1 81.2.69.1 ") << "each once";
}

TEST(DnsProvider, TheFamilyFollowsFromTypeOrServersUnlessSaid) {
  const auto family = [](const std::string& entry) { return parse_one(entry).family; };
  EXPECT_EQ(family(with_servers(R"("81.2.69.1")", "A")), Family::ipv4);
  EXPECT_EQ(family(with_servers(R"("::1")", "AAAA")), Family::ipv6);
  EXPECT_EQ(family(with_servers(R"("81.2.69.1")")), Family::ipv4);
  EXPECT_EQ(family(with_servers(R"("::1")")), Family::ipv6);
  EXPECT_EQ(family(with_servers(R"("81.2.69.1", "::1")")), std::nullopt);
  EXPECT_EQ(family(R"({"dns": {"name": "ip.example.com", "type": "TXT", "servers": ["::1"]}, "family": "any"})"),
            Family::ipv6);
}

TEST(DnsProvider, DuplicatesAreRemoved) {
  const auto both = with_servers(R"("81.2.69.1", "::1")");
  EXPECT_EQ(parse(both + ',' + both + ',' + with_servers(R"("81.2.69.1", "::1", "::1")")).size(), 1U);
  EXPECT_EQ(parse(with_servers(R"("81.2.69.1")") + ',' + with_servers(R"("81.2.69.2")")).size(), 2U);
  EXPECT_EQ(parse(with_servers(R"("81.2.69.1")") + ',' + with_servers(R"("81.2.69.1")", "A")).size(), 2U);
}

TEST(DnsProvider, EveryMistakeIsNamedWithItsPath) {
  const std::pair<const char*, const char*> mistakes[] = {
      {R"({"dns": {}})", "[0].dns: must not be empty"},
      {R"({"dns": {"type": "A", "servers": ["81.2.69.1"]}})", "[0].dns: name is missing"},
      {R"({"dns": {"name": "a.example", "servers": ["81.2.69.1"]}})", "[0].dns: type is missing"},
      {R"({"dns": {"name": "a.example", "type": "A"}})", "[0].dns: servers is missing"},
      {R"({"dns": {"name": "a..b", "type": "A", "servers": ["81.2.69.1"]}})",
       "[0].dns.name: must be a name such as 'myip.opendns.com'"},
      {R"({"dns": {"name": "a.example", "type": "MX", "servers": ["81.2.69.1"]}})",
       "[0].dns.type: must be 'A' or 'AAAA' or 'TXT'"},
      {R"({"dns": {"name": "a.example", "type": "TXT", "class": "HS", "servers": ["81.2.69.1"]}})",
       "[0].dns.class: must be 'IN' or 'CHAOS'"},
      {R"({"dns": {"name": "a.example", "type": "A", "class": "CHAOS", "servers": ["81.2.69.1"]}})",
       "[0].dns.class: must be 'IN' unless the type is 'TXT'"},
      {R"({"dns": {"name": "a.example", "type": "A", "server": "81.2.69.1", "servers": ["81.2.69.1"]}})",
       "[0].dns.server: unknown key; the nearest known one is 'servers'"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": "81.2.69.1"}})",
       "[0].dns.servers: must be a list in square brackets, not text"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": []}})", "[0].dns.servers: must not be empty"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": [1,2,3,4,5,6,7,8,9]}})",
       "[0].dns.servers: has 9 entries, more than the 8 that are allowed"},
      {R"({"dns": {"name": "a.example", "type": "AAAA", "servers": ["::1", "81.2.69.1"]}})",
       "[0].dns.servers[1]: must be an IPv6 address, over which alone this question is asked"},
      {R"({"dns": {"name": "a.example", "type": "TXT", "servers": ["::1"]}, "family": "ipv4"})",
       "[0].dns.servers[0]: must be an IPv4 address, over which alone this question is asked"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": ["81.2.69.1"]}, "family": "ipv6"})",
       "[0].dns.type: tells an IPv4 address, which is not the family that is given"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": ["81.2.69.1"]}, "family": "IPv5"})",
       "[0].family: must be 'ipv4' or 'ipv6' or 'any'"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": ["81.2.69.1"]}, "url": "https://example.com/"})",
       "[0].url: does not go with 'dns'"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": ["81.2.69.1"]}, "format": "text"})",
       "[0].format: does not go with 'dns'"},
      {R"({"dns": {"name": "a.example", "type": "A", "servers": ["81.2.69.1"]}, "operators": "x"})",
       "[0].operators: unknown key; the nearest known one is 'operator'"},
  };
  for (const auto& [entry, expected] : mistakes) {
    Messages messages;
    (void)parse(entry, &messages);
    ASSERT_FALSE(messages.empty()) << entry;
    EXPECT_EQ(messages[0], expected) << entry;
  }
}

TEST(DnsProvider, AServerIsAnAddressAndNoName) {
  for (const char* server : {"dns.google", "81.2.69", "81.2.69.1:", "81.2.69.1:0", "81.2.69.1:65536", "81.2.69.1:x",
                             "[81.2.69.1]:53", "::1:5353x", "[::1", "[::1]", "[::1]:", "[::1]53", "::1]:53", ":53",
                             "fe80::1%eth0", "81.2.69.1, 81.2.69.2", " 81.2.69.1"}) {
    Messages messages;
    (void)parse(with_servers('"' + std::string(server) + '"'), &messages);
    EXPECT_EQ(messages, Messages{"[0].dns.servers[0]: must be an IP address such as '192.0.2.1', '192.0.2.1:5353' or "
                                 "'[2001:db8::1]:5353'"})
        << server;
  }
}

}  // namespace
}  // namespace dyndns::config
