#include "config/desk.hpp"

namespace dyndns::config {
namespace {

TEST(Quorum, MoreOperatorsThanThereAreIsAnError) {
  Desk desk;
  desk.write("providers.json", R"(["https://a.example.com/", "https://b.example.com/", "http://a.example.net/",
      "http://a.example.org/", {"url": "https://six.example.info/", "family": "ipv6"}])");
  EXPECT_EQ(errors(desk.read_with(R"("ipv6": true)")),
            Messages{"quorum: 3 operators must agree, but the providers for IPv4 belong to 2 ('example.com', "
                     "'unauthenticated'); add providers or lower the quorum (all that are asked over plain http count "
                     "as one operator)"});
  EXPECT_TRUE(errors(desk.read_with(R"("quorum": 2)")).empty());
}

TEST(Quorum, AFamilyThatAsksNoProviderNeedsNone) {
  Desk desk;
  desk.write("providers.json", R"([{"url": "https://example.com/", "family": "ipv4"}])");
  EXPECT_TRUE(errors(desk.read_with(R"("ipv4": {"interface": "ppp0"})")).empty());
  EXPECT_EQ(errors(desk.read_with(R"("ipv4": false, "ipv6": true, "quorum": 1)")),
            Messages{"quorum: 1 operators must agree, but the providers for IPv6 belong to 0; add providers or lower "
                     "the quorum"});
}

}  // namespace
}  // namespace dyndns::config
