// A 403 may be about a right or about a token that is over: who is asked which, and how often. The sentences are in
// failure_test.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "async/task_group.hpp"
#include "gandi/livedns/account.hpp"
#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::livedns {
namespace {

const std::string question = "GET " + id_endpoint;

Task<bool> read_all(const std::vector<std::unique_ptr<Zone>>& zones) {
  async::TaskGroup group(co_await boost::asio::this_coro::executor);
  const auto read = [](Zone& zone) -> Task<void> {
    const std::vector<RrsetKey> keys(1, RrsetKey(zone.domains().front(), "www", RecordType::a));
    const auto served = co_await zone.read(keys);
    EXPECT_FALSE(served);
    EXPECT_TRUE(served.has_error() && served.error().detail.starts_with("the token has expired"))
        << testing::PrintToString(served);
  };
  for (const auto& zone : zones) {
    group.start(read(*zone));
  }
  co_await group.join();
  co_return true;
}

TEST(LiveDnsForbidden, TokeninfoIsAskedOnceARoundForAllRecords) {
  World world;
  world.tokeninfo = R"({"expires_in":-5})";
  world.instead = [](const std::string& request) -> std::optional<World::Answer> {
    return request == question ? std::nullopt : std::optional(http::Response{403, {}, "{}"});
  };
  const Authorization token{Authorization::Scheme::bearer, Secret(good_token)};
  const auto account = make_account(world, {live_endpoint, token, std::chrono::seconds(10), "", id_endpoint});
  for (int round = 1; round <= 2; ++round) {
    SCOPED_TRACE(round);
    const auto opened = run(account->open({"a.example", "b.example", "c.example"}));
    run(read_all(opened.zones));
    EXPECT_EQ(world.times(question), round);
  }
}

TEST(LiveDnsForbidden, NoOtherRefusalIsLookedUp) {
  World world;
  const Authorization token{Authorization::Scheme::bearer, Secret(good_token)};
  const auto account = make_account(world, {live_endpoint, token, std::chrono::seconds(10), "", id_endpoint});
  const auto opened = run(account->open({"example.com"}));
  const RrsetKey key{"example.com", "www", RecordType::a};
  for (const unsigned status : {400U, 401U, 409U, 429U, 500U}) {
    world.answer_always(status, "{}");
    EXPECT_FALSE(run(opened.zones.at(0)->read({key}))) << status;
  }
  EXPECT_EQ(world.times(question), 0);
}

}  // namespace
}  // namespace dyndns::gandi::livedns
