#include "gandi/livedns/client.hpp"

#include <gtest/gtest.h>

#include <string>

#include "gandi/livedns/failure.hpp"
#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::livedns {
namespace {

class LiveDnsDelegation : public testing::Test {
 protected:
  std::optional<std::string> ask(const std::string& domain, const std::string& endpoint = live_endpoint) {
    const Authorization token{Authorization::Scheme::bearer, Secret(good_token)};
    const Client client(world, {endpoint, token, std::chrono::seconds(10), sharing_id});
    return why_without_effect(domain, run(client.name_servers(domain)));
  }

  World world;
  std::string sharing_id;
};

TEST_F(LiveDnsDelegation, ADomainWithOtherNameServersIsTold) {
  world.current = {{"a.example", "livedns"}, {"b.example", "classic"}, {"c.example", "other"}, {"d.example", "new"}};
  EXPECT_EQ(ask("a.example"), std::nullopt);
  EXPECT_EQ(
      ask("b.example"),
      "'b.example' uses Gandi's classic DNS, so an update on LiveDNS has no effect; switch it to LiveDNS at Gandi, "
      "or configure an XML-RPC key");
  EXPECT_EQ(ask("c.example"),
            "'c.example' uses other name servers than Gandi's, so an update has no effect; switch it to LiveDNS at "
            "Gandi, or remove it from the configuration");
  EXPECT_EQ(ask("d.example"), std::nullopt);
}

TEST_F(LiveDnsDelegation, NoAnswerSaysNothing) {
  EXPECT_EQ(ask("example.com"), std::nullopt);
  for (const unsigned status : {200U, 401U, 403U, 404U, 500U}) {
    SCOPED_TRACE(status);
    world.answer_always(status, "<html>");
    EXPECT_EQ(ask("example.com"), std::nullopt);
  }
  world.instead = [](const std::string&) { return Failure{Fault::unreachable, "no route"}; };
  EXPECT_EQ(ask("example.com"), std::nullopt);
}

TEST_F(LiveDnsDelegation, AConfiguredOrganisationIsNamed) {
  sharing_id = "d4aad9b0-0000-4000-8000-000000000001";
  world.current = {{"b.example", "classic"}};
  EXPECT_TRUE(ask("b.example"));
  EXPECT_TRUE(world.last_request.url.ends_with("?sharing_id=" + sharing_id)) << world.last_request.url;
}

TEST_F(LiveDnsDelegation, AnEndpointThatIsNotLikeGandisIsNotAsked) {
  EXPECT_EQ(ask("example.com", "https://api.example/dns"), std::nullopt);
  EXPECT_TRUE(world.requests.empty());
}

}  // namespace
}  // namespace dyndns::gandi::livedns
