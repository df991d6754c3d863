#include "config/difference.hpp"

#include <utility>

#include "config/desk.hpp"

namespace dyndns::config {
namespace {

using namespace std::chrono_literals;

RecordWish wish(const std::string& name, std::optional<Ttl> ttl = {}) {
  return {{"example.com", name, RecordType::a}, ttl};
}

class DifferenceTest : public testing::Test {
 protected:
  DifferenceTest() {
    before.records = {wish("home"), wish("www")};
    before.credential.secret = Secret("the old token");
    before.interval = 5min;
    after = before;
  }
  [[nodiscard]] std::string changes() const { return changes_between(before, after); }

  Settings before;
  Settings after;
};

TEST_F(DifferenceTest, NothingIsSaidToHaveChangedWhereNothingDid) { EXPECT_EQ(changes(), "nothing changed"); }

TEST_F(DifferenceTest, AValueIsToldWithTheOneBefore) {
  after.interval = 1min;
  after.ipv6 = FromInterface{"ppp0"};
  after.log_level = Level::debug;
  EXPECT_EQ(changes(),
            "ipv6 is from interface 'ppp0', was left alone; interval is 1min, was 5min; log_level is debug, was info");
}

TEST_F(DifferenceTest, TheWayOfTheQuestionsIsTold) {
  after.ipv4 = AskProviders{"wan2"};
  EXPECT_EQ(changes(), "ipv4 is asked of the providers through 'wan2', was asked of the providers");
}

TEST_F(DifferenceTest, RecordsAreNamed) {
  after.records = {wish("home", Ttl(600)), wish("mail")};
  EXPECT_EQ(changes(),
            "'mail.example.com' A added; 'www.example.com' A no longer looked after; 'home.example.com' A with another "
            "TTL");
}

TEST_F(DifferenceTest, ASuffixIsToldApartFromATtl) {
  after.records[0].suffix = Ipv6Suffix{Address::parse("::1").value(), 64};
  EXPECT_EQ(changes(), "'home.example.com' A with another suffix");
  after.records[1].ttl = Ttl(600);
  EXPECT_EQ(changes(), "'www.example.com' A with another TTL; 'home.example.com' A with another suffix");
}

TEST_F(DifferenceTest, OfManyRecordsSomeAreNamed) {
  for (int i = 0; i < 8; ++i) {
    after.records.push_back(wish("a" + std::to_string(i)));
  }
  EXPECT_EQ(changes(),
            "'a0.example.com' A, 'a1.example.com' A, 'a2.example.com' A, 'a3.example.com' A, 'a4.example.com' A and 3 "
            "more added");
}

TEST_F(DifferenceTest, ProvidersAreNamed) {
  const DnsProvider dns{{"ip.example.com", DnsType::a}, {}, "somebody", Family::ipv4};
  const WebProvider both{"https://both.example.com/", "example.com"};
  auto for_ipv4 = both;
  for_ipv4.family = Family::ipv4;
  before.providers = {WebProvider{"https://old.example.com/"}, both, dns};
  after.providers = {dns, for_ipv4, WebProvider{"https://new.example.com/"}};
  EXPECT_EQ(changes(),
            "'https://new.example.com/' added to the providers; 'https://old.example.com/' removed from the providers; "
            "'https://both.example.com/' changed among the providers");
  after.providers = {dns, both, before.providers[0]};
  EXPECT_EQ(changes(), "nothing changed") << "their order means nothing";
  after.providers.erase(after.providers.begin());
  EXPECT_EQ(changes(), "'dns ip.example.com A (somebody)' removed from the providers");
}

TEST_F(DifferenceTest, AnotherListInTheSameFileIsAChange) {
  const Desk desk;
  before = settings_of(desk.read_with(""));
  desk.write("providers.json",
             R"(["https://one.example.com/", "https://two.example.net/", "https://four.example.info/"])");
  after = settings_of(desk.read_with(""));
  EXPECT_EQ(changes(),
            "'https://four.example.info/' added to the providers; 'https://three.example.org/' removed from the "
            "providers");
}

TEST_F(DifferenceTest, ACredentialIsNeverShown) {
  after.credential.secret = Secret("the new token");
  EXPECT_EQ(changes(), "credential replaced");
  after.credential = before.credential;
  after.credential.kind = CredentialKind::api_key;
  EXPECT_EQ(changes(), "credential replaced");
}

// Of what is shown nobody knows who reads it: a command and a query may hold a password.
TEST_F(DifferenceTest, NeitherACommandNorAQueryIsShown) {
  before.ipv4 = FromCommand{"curl --user me:hunter2 https://router/"};
  EXPECT_EQ(changes(), "ipv4 is asked of the providers, was from command 'curl'");
  after.ipv4 = FromCommand{"curl --user me:hunter3 https://router/"};
  EXPECT_EQ(changes(), "ipv4 is from command 'curl', with other arguments");
  after.ipv4 = before.ipv4;
  before.providers = {WebProvider{"https://example.com/ip?key=hunter2"}};
  EXPECT_EQ(changes(), "'https://example.com/ip' removed from the providers");
  after.providers = {WebProvider{"https://example.com/ip?key=hunter3"}};
  EXPECT_EQ(changes(), "'https://example.com/ip' changed among the providers");
}

TEST_F(DifferenceTest, AnotherStateFolderWaitsForTheRestart) {
  after.state_dir = "/elsewhere";
  EXPECT_EQ(changes(), "state_dir is '/elsewhere' after a restart, was not set");
}

// A new member of Settings does not compile here until it has a name, and then wants a line below.
TEST_F(DifferenceTest, NoMemberIsForgotten) {
  auto& [api, endpoint, tokeninfo, sharing_id, credential, ca_file, ssl_cert_file, ssl_cert_dir, records, ttl_for_new,
         create_missing, ipv4, ipv6, interval, jitter, requests_per_minute, quorum, timeout, verify_interval, providers,
         state_dir, runtime_dir, log_level, config_path, providers_path] = after;
  const auto expect_told = [this](auto& member, auto other, const char* name) {
    const auto was = std::exchange(member, std::move(other));
    EXPECT_NE(changes(), "nothing changed") << name;
    member = was;
    EXPECT_EQ(changes(), "nothing changed") << name;
  };
  expect_told(api, Api::xmlrpc, "api");
  expect_told(endpoint, "https://example.com/", "endpoint");
  expect_told(tokeninfo, "https://example.com/", "tokeninfo");
  expect_told(sharing_id, "01234567-89ab-cdef-0123-456789abcdef", "sharing_id");
  expect_told(credential, Credential{CredentialKind::token, Secret("another")}, "credential");
  expect_told(ca_file, "/ca.pem", "ca_file");
  expect_told(records, std::vector<RecordWish>(), "records");
  expect_told(ttl_for_new, Ttl(301), "ttl_for_new");
  expect_told(create_missing, false, "create_missing");
  expect_told(ipv4, std::nullopt, "ipv4");
  expect_told(ipv6, AskProviders(), "ipv6");
  expect_told(interval, 301s, "interval");
  expect_told(jitter, 0.11, "jitter");
  expect_told(requests_per_minute, 601U, "requests_per_minute");
  expect_told(quorum, 4U, "quorum");
  expect_told(timeout, 11s, "timeout");
  expect_told(verify_interval, 61min, "verify_interval");
  expect_told(providers, std::vector<Provider>{WebProvider()}, "providers");
  expect_told(state_dir, "/state", "state_dir");
  expect_told(log_level, Level::debug, "log_level");
  expect_told(providers_path, "/providers.json", "providers_path");
  // No reload can change what the command line and the environment say.
  for (auto* fixed : {&ssl_cert_file, &ssl_cert_dir, &runtime_dir, &config_path}) {
    *fixed = "/elsewhere";
  }
  EXPECT_EQ(changes(), "nothing changed");
}

}  // namespace
}  // namespace dyndns::config
