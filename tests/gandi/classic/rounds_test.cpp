#include <memory>
#include <string>
#include <vector>

#include "gandi/classic/account.hpp"
#include "gandi/classic/zone.hpp"

namespace dyndns::gandi::classic {
namespace {

// Two rounds of one account.
class XmlRpcRounds : public XmlRpcAccount {
 protected:
  XmlRpcRounds() {
    world.zone_of = {{"example.com", Value(7)}, {"example.org", Value(7)}};
    for (const auto zone : {7, 8}) {
      world.add(zone, "www", "A", "81.2.69." + std::to_string(zone), 600);
    }
  }

  Result<std::vector<ServedRrset>> round(const std::vector<std::string>& domains = {"example.com", "example.org"}) {
    world.calls = world.most_running = 0;
    opened = run(account->open(domains));
    calls_to_open = world.calls;
    return run(opened.zones.at(0)->read({www, {"example.org", "www", RecordType::a}}));
  }

  std::unique_ptr<Account> account =
      make_account(world, "https://rpc.example/", Secret(good_key), std::chrono::seconds(10));
  Account::Opened opened;
  std::size_t calls_to_open = 0;
};

TEST_F(XmlRpcRounds, AZoneThatIsRememberedIsAskedForWhileItIsRead) {
  ASSERT_TRUE(round());
  EXPECT_EQ(calls_to_open, 2U);
  EXPECT_EQ(world.calls, 3U);
  ASSERT_TRUE(round());
  EXPECT_EQ(calls_to_open, 0U);
  EXPECT_EQ(world.calls, 3U);
  EXPECT_EQ(world.most_running, 3U);
  ASSERT_TRUE(run(opened.zones.at(0)->read({www})));
  EXPECT_EQ(world.calls, 4U) << "once in a round";
}

TEST_F(XmlRpcRounds, ADomainThatMovesToAnotherZoneIsLeftAloneOnceAndThenEditedThere) {
  ASSERT_TRUE(round());
  world.zone_of["example.org"] = Value(8);
  const auto served = round();
  ASSERT_TRUE(served);
  EXPECT_FALSE(served->at(0).unreadable);
  ASSERT_TRUE(served->at(1).unreadable);
  EXPECT_EQ(served->at(1).unreadable->fault, Fault::unconfirmed);
  ASSERT_TRUE(round());
  EXPECT_EQ(opened.zones.size(), 2U);
  EXPECT_EQ(calls_to_open, 1U);
}

TEST_F(XmlRpcRounds, WhereAllDomainsHaveLeftAZoneThatIsGoneItIsToldAndTriedAgainSoon) {
  ASSERT_TRUE(round({"example.com"}));
  world.zone_of["example.com"] = Value(8);
  world.zones.erase(7);
  const auto served = round({"example.com"});
  ASSERT_FALSE(served);
  EXPECT_EQ(served.error(), (Failure{Fault::unconfirmed,
                                     "'example.com' uses another zone at Gandi than it did; that one is edited in the "
                                     "next round"}));
  EXPECT_EQ(round({"example.com"})->at(0).addresses, std::set{*Address::parse("81.2.69.8")});
}

TEST_F(XmlRpcRounds, AfterAFailureNothingIsRemembered) {
  ASSERT_TRUE(round());
  world.before_call = [](const std::string& method) {
    return method == "domain.zone.record.list" ? Mishap::fault : Mishap::none;
  };
  EXPECT_FALSE(round());
  world.before_call = [](const std::string&) { return Mishap::none; };
  ASSERT_TRUE(round());
  EXPECT_EQ(calls_to_open, 2U);
}

TEST_F(XmlRpcRounds, AFailureOfADomainThatIsRememberedIsItsOwn) {
  ASSERT_TRUE(round());
  world.zone_of.erase("example.org");
  const auto served = round();
  ASSERT_TRUE(served);
  EXPECT_FALSE(served->at(0).unreadable);
  ASSERT_TRUE(served->at(1).unreadable);
  EXPECT_EQ(served->at(1).unreadable->fault, Fault::missing);
}

}  // namespace
}  // namespace dyndns::gandi::classic
