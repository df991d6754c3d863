#include "gandi/token/inquiry.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "async/task_group.hpp"
#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::token {
namespace {

using std::chrono::seconds;

const Authorization good{Authorization::Scheme::bearer, Secret(livedns::good_token)};

Task<std::vector<Told>> ask_side_by_side(Inquiry& inquiry, std::size_t count) {
  std::vector<Task<Told>> askers;
  for (std::size_t i = 0; i < count; ++i) {
    askers.push_back(inquiry.answer());
  }
  co_return co_await async::side_by_side(std::move(askers));
}

TEST(TokenInquiry, HoweverManyWantToKnowItIsAskedOnce) {
  livedns::World world;
  world.tokeninfo = R"({"expires_in":60})";
  Inquiry inquiry(world, livedns::id_endpoint, good, seconds(10));
  const auto all = run(ask_side_by_side(inquiry, 5));
  EXPECT_TRUE(
      std::ranges::all_of(all, [](const auto& told) { return told && *told && (*told)->expires_in == seconds(60); }));
  EXPECT_TRUE(run(inquiry.answer()));
  EXPECT_EQ(world.requests.size(), 1U);
}

TEST(TokenInquiry, AFailureIsAnAnswerToAll) {
  livedns::World world;
  world.answer_always(503, "");
  Inquiry inquiry(world, livedns::id_endpoint, good, seconds(10));
  const auto all = run(ask_side_by_side(inquiry, 3));
  EXPECT_TRUE(std::ranges::all_of(
      all, [](const auto& told) { return told && !*told && told->error().fault == Fault::unavailable; }));
  EXPECT_EQ(world.requests.size(), 1U);
}

TEST(TokenInquiry, WhereThereIsNobodyToAskNothingIsAsked) {
  livedns::World world;
  Inquiry without_url(world, std::nullopt, good, seconds(10));
  EXPECT_FALSE(run(without_url.answer()));
  Inquiry of_api_key(world, livedns::id_endpoint, {Authorization::Scheme::apikey, good.secret}, seconds(10));
  EXPECT_FALSE(run(of_api_key.answer()));
  EXPECT_TRUE(world.requests.empty());
}

}  // namespace
}  // namespace dyndns::gandi::token
