#include "config/keys/credentials.hpp"

namespace dyndns::config {
namespace {

const char* const key_of_24 = "abcdefghijkl012345678901";
const char* const token_of_40 = "0123456789abcdef0123456789abcdef01234567";

TEST(Credential, ATokenMeansLiveDns) {
  const auto settings = settings_of(read_credential(Desk(), R"("token": "my-token",)"));
  EXPECT_EQ(settings.api, Api::livedns);
  EXPECT_EQ(settings.credential.kind, CredentialKind::token);
  EXPECT_EQ(settings.credential.secret.reveal(), "my-token");
  EXPECT_EQ(settings.endpoint, "https://api.gandi.net/v5/livedns");
  EXPECT_EQ(settings.tokeninfo, "https://id.gandi.net/tokeninfo");
}

TEST(Credential, AnApiKeyAloneMeansXmlRpc) {
  const auto settings = settings_of(read_credential(Desk(), R"("api_key": "abcdefghijkl012345678901",)"));
  EXPECT_EQ(settings.api, Api::xmlrpc);
  EXPECT_EQ(settings.credential.kind, CredentialKind::api_key);
  EXPECT_EQ(settings.credential.secret.reveal(), key_of_24);
  EXPECT_EQ(settings.endpoint, "https://rpc.gandi.net/xmlrpc/");
  EXPECT_EQ(settings.tokeninfo, std::nullopt);
}

TEST(Credential, AnApiKeyOpensLiveDnsWhenAskedTo) {
  const auto reading = read_credential(Desk(), R"("api_key": "abcdefghijkl012345678901", "api": "livedns",)");
  const auto settings = settings_of(reading);
  EXPECT_EQ(settings.api, Api::livedns);
  EXPECT_EQ(settings.endpoint, "https://api.gandi.net/v5/livedns");
  EXPECT_EQ(settings.tokeninfo, std::nullopt);
  EXPECT_TRUE(warnings(reading).empty());
}

TEST(Credential, AFileIsFoundBesideTheConfiguration) {
  const Desk desk;
  desk.write("keys/api", "  abcdefghijkl012345678901\r\n\n");
  const auto settings = settings_of(read_credential(desk, R"("api_key_file": "keys/api",)"));
  EXPECT_EQ(settings.credential.secret.reveal(), key_of_24);
  EXPECT_EQ(settings.credential.kind, CredentialKind::api_key);
  const auto absolute = read_credential(desk, R"("token_file": ")" + desk.path("token") + R"(",)");
  EXPECT_EQ(settings_of(absolute).credential.secret.reveal(), "token-of-nobody");
}

TEST(Credential, TheServiceManagersIsTakenWhenNoneIsConfigured) {
  Desk desk;
  desk.environment["CREDENTIALS_DIRECTORY"] = desk.path("credentials");
  desk.write("credentials/gandi-api-key", key_of_24, 0644);
  auto reading = read_credential(desk, "");
  EXPECT_EQ(settings_of(reading).api, Api::xmlrpc);
  EXPECT_TRUE(reading.problems.empty());
  desk.write("credentials/gandi-token", token_of_40, 0644);
  EXPECT_EQ(settings_of(read_credential(desk, "")).credential.secret.reveal(), token_of_40);
  EXPECT_EQ(settings_of(read_credential(desk, R"("api": "xmlrpc",)")).credential.secret.reveal(), key_of_24);
  EXPECT_EQ(settings_of(read_credential(desk, R"("token": "mine",)")).credential.secret.reveal(), "mine");
}

TEST(Credential, NoneAtAllSaysWhereOneMayStand) {
  EXPECT_EQ(errors(read_credential(Desk(), "")),
            Messages{"no credential: configure token_file (or token, api_key_file, api_key), "
                     "or give the service a credential gandi-token or gandi-api-key"});
}

TEST(Credential, OfTwoTheOneToRemoveIsNamed) {
  const Desk desk;
  EXPECT_EQ(errors(read_credential(desk, R"("token": "t", "api_key": "k",)")),
            Messages{"api_key: remove it: token is configured, and only one credential is used"});
  EXPECT_EQ(errors(read_credential(desk, R"("token": "t", "api_key": "k", "api": "xmlrpc",)")),
            Messages{"token: remove it: api_key is configured, and only one credential is used"});
  EXPECT_EQ(errors(read_credential(desk, R"("token": "t", "token_file": "token",)")),
            Messages{"token: remove it: token_file is configured, and only one credential is used"});
}

TEST(Credential, XmlRpcTakesNoToken) {
  EXPECT_EQ(errors(Desk().read_with(R"("api": "xmlrpc")")),
            Messages{"api: 'xmlrpc' takes an API key, and the credential is a token; configure api_key_file, "
                     "or remove api"});
}

TEST(Credential, AFileThatHoldsNoneIsAnErrorWithItsPath) {
  const std::initializer_list<std::pair<std::string, std::string>> files = {
      {"", "is empty; the credential belongs there, on one line"},
      {" \n\n", "is empty; the credential belongs there, on one line"},
      {"one\ntwo\n", "has several lines; only the credential belongs there, on one line"},
      {"a\x01z", "holds a space, a control character or a letter that no credential of Gandi's has"},
      {"a b", "holds a space, a control character or a letter that no credential of Gandi's has"},
      {std::string("a\0b", 3), "holds a space, a control character or a letter that no credential of Gandi's has"},
      {std::string(5000, 'a'), "is too long for a credential"},
      {std::string(20000, 'a'), "is larger than 16 KiB"}};
  for (const auto& [content, complaint] : files) {
    SCOPED_TRACE(complaint);
    const Desk desk;
    desk.write("token", content);
    const auto reading = desk.read_with("");
    EXPECT_EQ(errors(reading), Messages{complaint});
    EXPECT_EQ(reading.problems.at(0).where, desk.path("token"));
  }
  const Desk desk;
}

TEST(Credential, AnEmptyOneOfTheServiceManagersIsAnError) {
  Desk desk;
  desk.environment["CREDENTIALS_DIRECTORY"] = desk.path("credentials");
  desk.write("credentials/gandi-token", "");
  EXPECT_EQ(errors(read_credential(desk, "")), Messages{"is empty; the credential belongs there, on one line"});
}

TEST(Credential, AFileOpenToOthersIsAWarning) {
  const Desk desk;
  desk.write("token", "t", 0644);
  auto reading = desk.read_with("");
  EXPECT_EQ(warnings(reading), Messages{"can be read by every user of this machine; chmod o-rw fixes it"});
  EXPECT_EQ(reading.problems.at(0).where, desk.path("token"));
  desk.write("token", "t", 0642);
  EXPECT_EQ(warnings(desk.read_with("")),
            Messages{"can be written by every user of this machine; chmod o-rw fixes it"});
  desk.write("token", "t", 0660);
  EXPECT_TRUE(warnings(desk.read_with("")).empty());
}

TEST(Credential, AConfigurationOpenToOthersIsAWarningWhenItHoldsASecret) {
  const Desk desk;
  const std::string domains = R"("domains": {"example.com": ["www"]}})";
  desk.write("config.json", R"({"token_file": "token", )" + domains, 0644);
  EXPECT_TRUE(desk.read().problems.empty());
  desk.write("config.json", R"({"token": "t", )" + domains, 0644);
  EXPECT_EQ(warnings(desk.read()),
            Messages{"can be read by every user of this machine and holds a credential; chmod o-r fixes it, "
                     "token_file or api_key_file is better"});
  desk.write("config.json", R"({"token_file": "token", )" + domains, 0642);
  EXPECT_EQ(warnings(desk.read()), Messages{"can be written by every user of this machine; chmod o-w fixes it"});
}

TEST(Credential, AProbableMixUpIsAWarning) {
  const Desk desk;
  auto reading = read_credential(desk, R"("token": "abcdefghijkl012345678901",)");
  EXPECT_EQ(warnings(reading),
            Messages{"token: looks like an API key (24 lower-case letters and digits), not like a Personal Access "
                     "Token; an API key is configured as api_key or api_key_file"});
  expect_silence_about(key_of_24, reading);
  reading = read_credential(desk, R"("api_key": ")" + std::string(token_of_40) + R"(",)");
  EXPECT_EQ(warnings(reading),
            Messages{"api_key: is longer than the 24 characters of an API key; if it is a Personal Access Token, "
                     "configure it as token or token_file"});
  expect_silence_about(token_of_40, reading);
  reading = read_credential(desk, R"("api": "livedns", "api_key": ")" + std::string(token_of_40) + R"(",)");
  EXPECT_EQ(warnings(reading).size(), 1U);
  expect_silence_about(token_of_40, reading);
  reading = read_credential(desk, R"("api_key": "short",)");
  EXPECT_EQ(warnings(reading),
            Messages{"api_key: is not of 24 lower-case letters and digits, as an XML-RPC API key is; was it copied "
                     "whole?"});
}

TEST(Account, AnotherEndpointTurnsTheLookAtTheTokenOff) {
  auto settings = settings_of(Desk().read_with(R"("endpoint": "https://localhost:8443/v5/livedns/")"));
  EXPECT_EQ(settings.endpoint, "https://localhost:8443/v5/livedns");
  EXPECT_EQ(settings.tokeninfo, std::nullopt);
  settings = settings_of(Desk().read_with(
      R"("endpoint": "https://localhost:8443/v5/livedns", "tokeninfo": "https://localhost:8443/tokeninfo")"));
  EXPECT_EQ(settings.tokeninfo, "https://localhost:8443/tokeninfo");
  settings = settings_of(Desk().read_with(R"("endpoint": "https://API.gandi.net/v5/livedns/")"));
  EXPECT_EQ(settings.tokeninfo, "https://id.gandi.net/tokeninfo");
  settings = settings_of(Desk().read_with(R"("tokeninfo": false)"));
  EXPECT_EQ(settings.tokeninfo, std::nullopt);
}

TEST(Account, TheXmlRpcEndpointIsKeptAsItIs) {
  const auto reading = read_credential(
      Desk(), R"("api_key": "abcdefghijkl012345678901", "endpoint": "https://rpc.ote.gandi.net/xmlrpc/",)");
  EXPECT_EQ(settings_of(reading).endpoint, "https://rpc.ote.gandi.net/xmlrpc/");
}

TEST(Account, MistakesAreNamedWithTheirPath) {
  expect_errors(
      {{R"("endpoint": "http://localhost/")", "endpoint: must be https: a credential is sent there"},
       {R"("endpoint": "https://user:password@example.com/")", "endpoint: must hold no user name or password"},
       {R"("endpoint": 5)", "endpoint: must be text in double quotes, not a number"},
       {R"("tokeninfo": true)", "tokeninfo: must be a URL or false, not true"},
       {R"("tokeninfo": "http://localhost/")", "tokeninfo: must be https: a credential is sent there"},
       {R"("api": "rest")", "api: must be 'livedns' or 'xmlrpc'"}});
}

}  // namespace
}  // namespace dyndns::config
