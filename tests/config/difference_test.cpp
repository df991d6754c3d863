#include "config/difference.hpp"

#include <gtest/gtest.h>

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

TEST_F(DifferenceTest, RecordsAreNamed) {
  after.records = {wish("home", Ttl(600)), wish("mail")};
  EXPECT_EQ(changes(),
            "'mail.example.com' A added; 'www.example.com' A no longer looked after; 'home.example.com' A with another "
            "TTL");
}

TEST_F(DifferenceTest, OfManyRecordsSomeAreNamed) {
  for (int i = 0; i < 8; ++i) {
    after.records.push_back(wish("a" + std::to_string(i)));
  }
  EXPECT_EQ(changes(),
            "'a0.example.com' A, 'a1.example.com' A, 'a2.example.com' A, 'a3.example.com' A, 'a4.example.com' A and 3 "
            "more added");
}

TEST_F(DifferenceTest, ACredentialIsNeverShown) {
  after.credential.secret = Secret("the new token");
  EXPECT_EQ(changes(), "credential replaced");
  after.credential = before.credential;
  after.credential.kind = CredentialKind::api_key;
  EXPECT_EQ(changes(), "credential replaced");
}

TEST_F(DifferenceTest, AnotherStateFolderWaitsForTheRestart) {
  after.state_dir = "/elsewhere";
  EXPECT_EQ(changes(), "state_dir is '/elsewhere' after a restart, was not set");
}

}  // namespace
}  // namespace dyndns::config
