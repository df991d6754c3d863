#include "core/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "fakes/ip.hpp"

namespace dyndns {
namespace {

using fakes::ip;

const Address ours = ip("81.2.69.142");
const Address old = ip("81.2.69.7");
const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey mail{"example.com", "mail", RecordType::a};
const RrsetKey www6{"example.com", "www", RecordType::aaaa};

Plan plan_for(const WantedRrset& wanted, const std::vector<ServedRrset>& served, const PlanRules& rules = {}) {
  return make_plan({&wanted, 1}, served, rules);
}

TEST(Plan, WhatIsServedAsWantedStaysUntouched) {
  const auto plan = plan_for({www, ours, {}}, {{www, {ours}, Ttl(300), {}}});
  EXPECT_TRUE(plan.changes.empty());
  EXPECT_TRUE(plan.obstacles.empty());
  ASSERT_EQ(plan.unchanged.size(), 1U);
  EXPECT_EQ(plan.unchanged[0].key, www);
}

TEST(Plan, AnExistingRecordKeepsItsTtl) {
  const auto plan = plan_for({www, ours, {}}, {{www, {old}, Ttl(10800), {}}}, {Ttl(600), true});
  EXPECT_EQ(plan.changes, (std::vector<Change>{{www, {old}, ours, Ttl(10800)}}));
}

TEST(Plan, AConfiguredTtlReplacesTheServedOne) {
  const auto plan = plan_for({www, ours, Ttl(900)}, {{www, {old}, Ttl(10800), {}}});
  EXPECT_EQ(plan.changes, (std::vector<Change>{{www, {old}, ours, Ttl(900)}}));
}

TEST(Plan, ATtlThatDiffersIsAChangeOfItsOwn) {
  const auto plan = plan_for({www, ours, Ttl(900)}, {{www, {ours}, Ttl(10800), {}}});
  EXPECT_EQ(plan.changes, (std::vector<Change>{{www, {ours}, ours, Ttl(900)}}));
}

TEST(Plan, ANewRecordGetsTheTtlForNewOnes) {
  EXPECT_EQ(plan_for({www, ours, {}}, {}, {Ttl(600), true}).changes, (std::vector<Change>{{www, {}, ours, Ttl(600)}}));
  EXPECT_EQ(plan_for({www, ours, Ttl(900)}, {}, {Ttl(600), true}).changes,
            (std::vector<Change>{{www, {}, ours, Ttl(900)}}));
}

TEST(Plan, NoTtlIsSentThatGandiRefuses) {
  EXPECT_EQ(plan_for({www, ours, {}}, {{www, {old}, Ttl(60), {}}}).changes.at(0).ttl, shortest_ttl);
  EXPECT_EQ(plan_for({www, ours, {}}, {{www, {old}, Ttl(9'999'999), {}}}).changes.at(0).ttl, longest_ttl);
}

TEST(Plan, AServedTtlOutOfBoundsIsNoReasonForAChange) {
  EXPECT_TRUE(plan_for({www, ours, {}}, {{www, {ours}, Ttl(60), {}}}).changes.empty());
}

TEST(Plan, ASetOfSeveralAddressesBecomesTheOneWanted) {
  const auto plan = plan_for({www, ours, {}}, {{www, {ours, old}, Ttl(300), {}}});
  EXPECT_EQ(plan.changes, (std::vector<Change>{{www, {old, ours}, ours, Ttl(300)}}));
}

TEST(Plan, AnotherTextOfTheSameAddressIsNoChange) {
  const auto plan = plan_for({www6, ip("2a02:6b67::1"), {}}, {{www6, {ip("2A02:6B67:0:0::0001")}, Ttl(300), {}}});
  EXPECT_TRUE(plan.changes.empty());
}

TEST(Plan, AnAliasIsAnObstacleThatSaysWhatToDo) {
  const auto plan = plan_for({www, ours, {}}, {{www, {}, Ttl(300), "host.example.net"}});
  EXPECT_TRUE(plan.changes.empty());
  ASSERT_EQ(plan.obstacles.size(), 1U);
  EXPECT_EQ(plan.obstacles[0].key, www);
  EXPECT_EQ(plan.obstacles[0].why.fault, Fault::refused);
  EXPECT_EQ(plan.obstacles[0].why.detail,
            "'www.example.com' is an alias (CNAME) of 'host.example.net' and so can hold no address; delete the CNAME "
            "record at Gandi, or take the name out of the configuration");
}

TEST(Plan, AMissingRecordIsAnObstacleWhereNoneMayBeCreated) {
  const auto plan = plan_for({www6, ip("2a02:6b67::1"), {}}, {}, {Ttl(300), false});
  EXPECT_TRUE(plan.changes.empty());
  ASSERT_EQ(plan.obstacles.size(), 1U);
  EXPECT_EQ(plan.obstacles[0].why.fault, Fault::missing);
  EXPECT_EQ(plan.obstacles[0].why.detail,
            "'www.example.com' has no AAAA record and 'create_missing' is false; create the record at Gandi, or set "
            "'create_missing' to true");
}

TEST(Plan, AnEmptySetIsAsGoodAsNone) {
  EXPECT_EQ(plan_for({www, ours, {}}, {{www, {}, Ttl(), {}}}).changes,
            (std::vector<Change>{{www, {}, ours, Ttl(300)}}));
  EXPECT_EQ(plan_for({www, ours, {}}, {{www, {}, Ttl(), {}}}, {Ttl(300), false}).obstacles.size(), 1U);
}

TEST(Plan, AnExistingRecordIsChangedWhereNoneMayBeCreated) {
  EXPECT_EQ(plan_for({www, ours, {}}, {{www, {old}, Ttl(300), {}}}, {Ttl(300), false}).changes.size(), 1U);
}

TEST(Plan, EveryWantedKeyIsInExactlyOneListInOrder) {
  const RrsetKey alias{"example.com", "alias", RecordType::a};
  const RrsetKey last{"example.com", "a-last", RecordType::a};
  const std::vector<WantedRrset> wanted = {{www, ours, {}}, {mail, ours, {}}, {alias, ours, {}}, {last, ours, {}}};
  const std::vector<ServedRrset> served = {
      {alias, {}, Ttl(300), "x."}, {last, {old}, Ttl(300), {}}, {mail, {ours}, Ttl(300), {}}, {www6, {}, Ttl(), {}}};
  const auto plan = make_plan(wanted, served, {});
  ASSERT_EQ(plan.changes.size(), 2U);
  EXPECT_EQ(plan.changes[0].key, www);
  EXPECT_EQ(plan.changes[1].key, last);
  ASSERT_EQ(plan.unchanged.size(), 1U);
  EXPECT_EQ(plan.unchanged[0].key, mail);
  ASSERT_EQ(plan.obstacles.size(), 1U);
  EXPECT_EQ(plan.obstacles[0].key, alias);
}

TEST(Plan, OneTypeOfANameDoesNotAnswerForTheOther) {
  const auto plan = plan_for({www6, ip("2a02:6b67::1"), {}}, {{www, {ours}, Ttl(300), {}}});
  EXPECT_EQ(plan.changes, (std::vector<Change>{{www6, {}, ip("2a02:6b67::1"), Ttl(300)}}));
}

// Domains that share a zone name one RRset by two keys.
class SharedRrset : public testing::Test {
 protected:
  static Plan plan(const std::vector<WantedRrset>& wanted, std::optional<Ttl> ttl = Ttl(300)) {
    std::vector<ServedRrset> served;
    for (const auto& want : wanted) {
      served.push_back({want.key, {ours}, ttl});
    }
    return make_plan(wanted, served, {});
  }

  inline static const RrsetKey www_org{"example.org", "www", RecordType::a};
  inline static const RrsetKey www_net{"example.net", "WWW", RecordType::a};
};

TEST_F(SharedRrset, WishesForTwoTtlsAreBothObstaclesThatNameBoth) {
  // Whichever of the two is served just now: among the changes there would be only one.
  for (const auto served : {Ttl(300), Ttl(900), Ttl(600)}) {
    SCOPED_TRACE(served.count());
    const auto made = plan({{www, ours, Ttl(300)}, {mail, ours, Ttl(900)}, {www_org, ours, Ttl(900)}}, served);
    ASSERT_EQ(made.obstacles.size(), 2U);
    EXPECT_EQ(made.obstacles[0].key, www);
    EXPECT_EQ(made.obstacles[1].key, www_org);
    for (const auto& obstacle : made.obstacles) {
      SCOPED_TRACE(host_name(obstacle.key));
      EXPECT_EQ(obstacle.why,
                (Failure{Fault::refused,
                         "'www.example.com' and 'www.example.org' are one record, because their domains share a zone "
                         "at Gandi, and cannot have a TTL of 300 s and of 900 s; configure the same 'ttl' for both"}));
    }
    EXPECT_EQ(made.changes.size() + made.unchanged.size(), 1U) << "the other record";
  }
}

TEST_F(SharedRrset, ATtlThatOneOfThemHasCountsForAll) {
  const auto made = plan({{www, ours, {}}, {www_org, ours, Ttl(900)}, {www_net, ours, {}}});
  EXPECT_EQ(made.changes,
            (std::vector<Change>{
                {www, {ours}, ours, Ttl(900)}, {www_org, {ours}, ours, Ttl(900)}, {www_net, {ours}, ours, Ttl(900)}}));
}

TEST_F(SharedRrset, AThirdWithoutATtlIsHeldUpByTheOthers) {
  EXPECT_EQ(plan({{www_net, ours, {}}, {www, ours, Ttl(300)}, {www_org, ours, Ttl(900)}}).obstacles.size(), 3U);
}

TEST_F(SharedRrset, WishesForTwoAddressesAreBothObstacles) {
  const auto made = plan({{www, ours, {}}, {www_org, old, {}}});
  ASSERT_EQ(made.obstacles.size(), 2U);
  EXPECT_EQ(made.obstacles[0].why.detail,
            "'www.example.com' and 'www.example.org' are one record, because their domains share a zone at Gandi, and "
            "cannot have two addresses, 81.2.69.142 and 81.2.69.7; take one of them out of the configuration");
}

TEST_F(SharedRrset, OneThatIsUnreadableIsThatForItsOwnKeyAlone) {
  const std::vector<WantedRrset> wanted{{www, ours, {}}, {mail, ours, {}}};
  const Failure why{Fault::malformed, "odd"};
  const std::vector<ServedRrset> served{{www, {}, Ttl(300), {}, why}, {mail, {old}, Ttl(300)}};
  const auto made = make_plan(wanted, served, {});
  ASSERT_EQ(made.obstacles.size(), 1U);
  EXPECT_EQ(made.obstacles[0].why, why);
  EXPECT_EQ(made.changes.size(), 1U);
}

TEST_F(SharedRrset, OnlyAnotherTtlOrAddressForTheSameNameAndTypeMakesARival) {
  const std::vector<WantedRrset> confirmed{
      {www, ours, Ttl(300)}, {mail, ours, Ttl(900)}, {www_org, ours, Ttl(900)},
      {www_net, ours, {}},   {www6, ours, Ttl(900)}, {{"example.net", "www", RecordType::a}, ours, Ttl(300)}};
  const auto rivals = [&confirmed](const WantedRrset& wanted) {
    std::vector<RrsetKey> keys;
    std::ranges::transform(rivals_of(std::span(&wanted, 1), confirmed), std::back_inserter(keys), &WantedRrset::key);
    return keys;
  };
  EXPECT_EQ(rivals({www, ours, Ttl(300)}), std::vector{www_org});
  EXPECT_TRUE(rivals({www, ours, {}}).empty());
  EXPECT_EQ(rivals({{"example.eu", "mail", RecordType::a}, old, {}}), std::vector{mail});
  EXPECT_TRUE(rivals_of({}, confirmed).empty());
}

TEST(Confirm, NeedsExactlyTheAddressAndTheTtl) {
  const Change change{www, {old}, ours, Ttl(300)};
  const auto seen = [&](std::set<Address> addresses, Ttl ttl) {
    const std::vector<ServedRrset> served = {{www, std::move(addresses), ttl, {}}};
    return confirm(change, served).has_value();
  };
  EXPECT_TRUE(seen({ours}, Ttl(300)));
  EXPECT_FALSE(seen({old}, Ttl(300)));
  EXPECT_FALSE(seen({ours, old}, Ttl(300)));
  EXPECT_FALSE(seen({}, Ttl(300)));
  EXPECT_FALSE(seen({ours}, Ttl(10800)));
  EXPECT_FALSE(confirm(change, {}).has_value());
}

TEST(Confirm, SaysThatTheOutcomeIsNotCertain) {
  const auto result = confirm({www, {old}, ours, Ttl(300)}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().fault, Fault::unconfirmed);
  EXPECT_EQ(result.error().detail,
            "could not confirm the update: the write was accepted, but '81.2.69.142' with TTL 300 s is not what "
            "is served now");
}

}  // namespace
}  // namespace dyndns
