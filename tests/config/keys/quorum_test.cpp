#include "config/desk.hpp"

namespace dyndns::config {
namespace {

TEST(Quorum, MoreOperatorsThanThereAreIsAnError) {
  Desk desk;
  desk.write("providers.json", R"(["https://a.example.com/", "https://b.example.com/", "http://a.example.net/",
      "http://a.example.org/", {"url": "https://six.example.info/", "family": "ipv6"},
      {"dns": {"name": "ip.example.com", "type": "A", "servers": ["81.2.69.1"]}, "operator": "one"},
      {"dns": {"name": "ip.example.org", "type": "TXT", "servers": ["81.2.69.2"]}, "operator": "two"}])");
  EXPECT_EQ(errors(desk.read_with(R"("ipv6": true)")),
            Messages{"quorum: 3 operators must agree, but the providers for IPv4 belong to 2 ('example.com', "
                     "'unauthenticated'); add providers or lower the quorum (all that are asked over plain http or by "
                     "DNS count as one operator)"});
  EXPECT_TRUE(errors(desk.read_with(R"("quorum": 2)")).empty());
}

TEST(Quorum, AFamilyThatAsksNoProviderNeedsNone) {
  Desk desk;
  desk.write("providers.json", R"([{"url": "https://example.com/", "family": "ipv4"}])");
  EXPECT_TRUE(errors(desk.read_with(R"("ipv4": {"interface": "ppp0"})")).empty());
  EXPECT_EQ(errors(desk.read_with(R"("ipv4": false, "ipv6": true, "quorum": 1)")),
            Messages{"quorum: 1 operator must agree, but the providers for IPv6 belong to 0; add providers or lower "
                     "the quorum"});
}

TEST(Quorum, DnsQuestionsAloneDecideNothing) {
  Desk desk;
  desk.write("providers.json", R"([{"url": "https://a.example.com/", "family": "ipv4"},
      {"dns": {"name": "ip.example.com", "type": "TXT", "servers": ["81.2.69.1", "2a02:6b67::1"]}}])");
  EXPECT_TRUE(errors(desk.read_with(R"("quorum": 1)")).empty());
  for (const char* quorum : {"1", "2"}) {
    SCOPED_TRACE(quorum);
    EXPECT_EQ(errors(desk.read_with(std::string(R"("ipv4": false, "ipv6": true, "quorum": )") + quorum)),
              Messages{"quorum: only DNS questions can tell the IPv6 address, and they confirm but never decide; add a "
                       "URL"});
  }
}

}  // namespace
}  // namespace dyndns::config
