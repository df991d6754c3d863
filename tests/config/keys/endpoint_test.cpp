#include <array>

#include "config/keys/credentials.hpp"

namespace dyndns::config {
namespace {

// A credential must not go where it means nothing.
TEST(Account, GandisOwnEndpointsMustSpeakTheApi) {
  const std::string key = R"("api_key": "abcdefghijkl012345678901", )";
  const std::string livedns = "is not where Gandi's API is; that is https://api.gandi.net/v5/livedns";
  const std::string old =
      "is an old address of LiveDNS, which takes no token; remove it, the default is "
      "https://api.gandi.net/v5/livedns";
  const std::string not_xmlrpc =
      R"(LiveDNS is spoken there, and an API key alone means XML-RPC; add "api": "livedns", or remove endpoint)";
  const std::string not_livedns =
      "XML-RPC is spoken there, and 'api' or the credential means LiveDNS; remove endpoint, "
      "or configure api_key_file and no api";
  const std::initializer_list<std::array<std::string, 3>> bad = {
      {key, "https://api.gandi.net/v5/livedns", not_xmlrpc},
      {key, "https://api.sandbox.gandi.net/v5/livedns/", not_xmlrpc},
      {key + R"("api": "livedns", )", "https://rpc.gandi.net/xmlrpc/", not_livedns},
      {R"("token": "t", )", "https://RPC.gandi.net:443/xmlrpc/", not_livedns},
      {R"("token": "t", )", "https://dns.api.gandi.net/api/v5", old},
      {key, "https://dns.beta.gandi.net/api/v5/", old},
      {R"("token": "t", )", "https://api.gandi.net/v5/", livedns},
      {R"("token": "t", )", "https://api.gandi.net", livedns},
      {key, "https://rpc.ote.gandi.net/", "is not where Gandi's API is; that is https://rpc.ote.gandi.net/xmlrpc/"}};
  for (const auto& [credential, endpoint, complaint] : bad) {
    SCOPED_TRACE(credential + endpoint);
    EXPECT_EQ(errors(read_credential(Desk(), credential + R"("endpoint": ")" + endpoint + R"(",)")),
              Messages{"endpoint: " + complaint});
  }
  const std::initializer_list<std::array<std::string, 2>> good = {
      {key, "https://rpc.gandi.net/xmlrpc"},
      {key + R"("api": "livedns", )", "https://api.sandbox.gandi.net/v5/livedns//"},
      {R"("token": "t", )", "https://api.gandi.net:443/v5/livedns"},
      {R"("token": "t", )", "https://new.gandi.net/v6"},
      {key, "https://localhost:8443/v5/livedns"}};
  for (const auto& [credential, endpoint] : good) {
    SCOPED_TRACE(credential + endpoint);
    EXPECT_EQ(errors(read_credential(Desk(), credential + R"("endpoint": ")" + endpoint + R"(",)")), Messages());
  }
}

}  // namespace
}  // namespace dyndns::config
