#include "gandi/livedns/account.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "async/task_group.hpp"
#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::livedns {
namespace {

using Strings = std::vector<std::string>;

Authorization token() { return {Authorization::Scheme::bearer, Secret(good_token)}; }

Strings domains(std::size_t count) {
  Strings names;
  for (std::size_t i = 0; i < count; ++i) {
    names.push_back("d" + std::to_string(i) + ".example");
  }
  return names;
}

// Ten changes in each zone at once.
Task<bool> change_all(const std::vector<std::unique_ptr<Zone>>& zones) {
  async::TaskGroup group(co_await boost::asio::this_coro::executor);
  const auto change = [](Zone& zone) -> Task<void> {
    std::vector<Change> changes;
    for (int i = 0; i < 10; ++i) {
      const RrsetKey key{zone.domains().front(), "host" + std::to_string(i), RecordType::a};
      changes.push_back({key, {}, *Address::parse("81.2.69.142"), Ttl(300)});
    }
    co_await zone.apply(std::move(changes));
  };
  for (const auto& zone : zones) {
    group.start(change(*zone));
  }
  co_await group.join();
  co_return true;
}

TEST(LiveDnsAccount, OpeningAsksNothing) {
  World world;
  const auto account = make_account(world, {live_endpoint, token(), std::chrono::seconds(10)});
  const auto opened = run(account->open({"example.com", "example.org"}));
  EXPECT_TRUE(opened.failures.empty());
  ASSERT_EQ(opened.zones.size(), 2U);
  EXPECT_EQ(opened.zones[0]->domains(), Strings{"example.com"});
  EXPECT_EQ(opened.zones[1]->domains(), Strings{"example.org"});
  EXPECT_TRUE(world.requests.empty());
}

TEST(LiveDnsAccount, EachZoneIsWrittenFourRequestsAtATime) {
  for (const std::size_t zones : {1U, 5U, 8U}) {
    SCOPED_TRACE(zones);
    World world;
    for (const auto& domain : domains(zones)) {
      world.domains[domain] = {};
    }
    const auto account = make_account(world, {live_endpoint, token(), std::chrono::seconds(10)});
    const auto opened = run(account->open(domains(zones)));
    run(change_all(opened.zones));
    EXPECT_EQ(world.most_running, zones * 4);
    EXPECT_EQ(world.requests.size(), zones * 10);
  }
}

TEST(LiveDnsAccount, AnApiKeyIsShownAsOne) {
  World world;
  const Authorization api_key{Authorization::Scheme::apikey, Secret("abcdefghij0123456789klmn")};
  const auto account = make_account(world, {live_endpoint, api_key, std::chrono::seconds(10)});
  const auto opened = run(account->open({"example.com"}));
  const RrsetKey key{"example.com", "www", RecordType::a};
  const auto served = run(opened.zones.at(0)->read({key}));
  ASSERT_EQ(world.last_request.headers.size(), 1U);
  EXPECT_EQ(world.last_request.headers[0].second, "Apikey abcdefghij0123456789klmn");
  ASSERT_FALSE(served);
  EXPECT_EQ(served.error().fault, Fault::denied);
}

}  // namespace
}  // namespace dyndns::gandi::livedns
