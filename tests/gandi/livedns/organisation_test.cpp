// Domains of another organisation than the one that Gandi takes a request for (docs/gandi-api.md, Organisations).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gandi/livedns/account.hpp"
#include "gandi/livedns/world.hpp"
#include "gandi/run.hpp"

namespace dyndns::gandi::livedns {
namespace {

using Strings = std::vector<std::string>;

const std::string id = "d4aad9b0-0000-4000-8000-000000000001";
const std::string question = "GET " + id_endpoint;
const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey mail{"example.com", "mail", RecordType::a};

std::vector<Change> changes(std::size_t count) {
  std::vector<Change> all;
  for (std::size_t i = 0; i < count; ++i) {
    const RrsetKey key{"example.com", "host" + std::to_string(i), RecordType::a};
    all.push_back({key, {}, *Address::parse("81.2.69.142"), Ttl(300)});
  }
  return all;
}

class LiveDnsOrganisation : public testing::Test {
 protected:
  LiveDnsOrganisation() {
    world.domains = {{"example.com", {{{"www", "A"}, {600, {"81.2.69.140"}}}}}};
    world.organisation = id;
    world.tokeninfo = R"({"expires_in":86400,"sharing_id":"D4AAD9B0-0000-4000-8000-000000000001"})";
  }

  Result<std::vector<ServedRrset>> read(const std::vector<RrsetKey>& keys) { return run(zone().read(keys)); }

  // Of the account's next round.
  Zone& zone(const std::string& domain = "example.com") {
    account = account ? std::move(account) : make_account(world, options);
    opened = run(account->open({domain}));
    return *opened.zones.at(0);
  }

  World world;
  Options options{
      live_endpoint, {Authorization::Scheme::bearer, Secret(good_token)}, std::chrono::seconds(10), "", id_endpoint};
  std::unique_ptr<Account> account;
  Account::Opened opened;
};

TEST_F(LiveDnsOrganisation, OneThatIsConfiguredIsNamedInBothWaysInEveryRequest) {
  options.sharing_id = id;
  for (const bool by_header : {true, false}) {
    SCOPED_TRACE(by_header);
    world.requests.clear();
    world.is_named_by_header = by_header;
    EXPECT_TRUE(read({www}));
    EXPECT_TRUE(read({www, mail}));
    EXPECT_TRUE(run(zone().apply(changes(1))).front());
    EXPECT_EQ(world.requests, (Strings{"GET /domains/example.com/records/www/A?sharing_id=" + id,
                                       "GET /domains/example.com/records?page=1&per_page=500&sharing_id=" + id,
                                       "PUT /domains/example.com/records/host0/A?sharing_id=" + id}));
  }
}

TEST_F(LiveDnsOrganisation, WhereAllIsWellNobodyIsAskedAndNoneIsNamed) {
  world.organisation = "";
  EXPECT_TRUE(read({www}));
  EXPECT_TRUE(read({mail}));
  EXPECT_TRUE(read({www, mail}));
  EXPECT_TRUE(run(zone().apply(changes(5))).back());
  for (const auto& request : world.requests) {
    SCOPED_TRACE(request);
    EXPECT_EQ(request.find("sharing_id"), std::string::npos);
    EXPECT_NE(request, question);
  }
  EXPECT_EQ(world.last_request.headers.size(), 2U) << "the credential and the type of the body";
}

TEST_F(LiveDnsOrganisation, TheTokensOwnIsFoundWhereAnAnswerSpeaksOfIt) {
  for (const bool by_header : {true, false}) {
    SCOPED_TRACE(by_header);
    account.reset();
    world.requests.clear();
    world.is_named_by_header = by_header;
    const auto served = read({www});
    ASSERT_TRUE(served);
    EXPECT_EQ(served->front().addresses, std::set{*Address::parse("81.2.69.140")});
    EXPECT_EQ(world.requests, (Strings{"GET /domains/example.com/records/www/A", question,
                                       "GET /domains/example.com/records/www/A?sharing_id=" + id}));
  }
}

TEST_F(LiveDnsOrganisation, ItIsRememberedForTheAccountsLifetime) {
  EXPECT_TRUE(read({www}));
  world.requests.clear();
  EXPECT_TRUE(read({www}));
  EXPECT_TRUE(run(zone().apply(changes(1))).front());
  EXPECT_EQ(world.requests, (Strings{"GET /domains/example.com/records/www/A?sharing_id=" + id,
                                     "PUT /domains/example.com/records/host0/A?sharing_id=" + id}));
}

TEST_F(LiveDnsOrganisation, WritesSideBySideAskOnce) {
  const auto outcomes = run(zone().apply(changes(10)));
  EXPECT_TRUE(std::ranges::all_of(outcomes, [](const auto& outcome) { return outcome.has_value(); }));
  EXPECT_EQ(world.domains["example.com"].size(), 11U);
  EXPECT_EQ(world.times(question), 1);
}

TEST_F(LiveDnsOrganisation, AListMaySpeakOfItToo) {
  world.instead = [](const std::string& request) -> std::optional<World::Answer> {
    return request.ends_with("per_page=500") ? std::optional(http::Response{404, {}, no_object_body}) : std::nullopt;
  };
  EXPECT_EQ(read({www, mail})->front().addresses.size(), 1U);
  EXPECT_EQ(world.times(question), 1);
}

TEST_F(LiveDnsOrganisation, ARecordThatIsMissingThereIsMissing) {
  const auto served = read({mail});
  ASSERT_TRUE(served);
  EXPECT_TRUE(served->front().addresses.empty());
  EXPECT_FALSE(served->front().unreadable);
}

TEST_F(LiveDnsOrganisation, ADomainThatIsReachedWithoutItIsAskedForAsBefore) {
  EXPECT_TRUE(read({www}));
  world.organisation = "";
  world.domains["example.org"] = {};
  const RrsetKey other{"example.org", "www", RecordType::a};
  EXPECT_TRUE(run(zone("example.org").read({other})));
  EXPECT_EQ(world.requests.back(), "GET /domains/example.org/records/www/CNAME");
}

TEST_F(LiveDnsOrganisation, WhereNothingHelpsNoRecordIsTakenForMissing) {
  world.organisation = "eeeeeeee-0000-4000-8000-000000000002";
  const auto served = read({www});
  ASSERT_FALSE(served);
  EXPECT_EQ(served.error().fault, Fault::missing);
  EXPECT_NE(served.error().detail.find("'sharing_id'"), std::string::npos) << served.error().detail;
  EXPECT_FALSE(run(zone().apply(changes(1))).front());
  EXPECT_FALSE(read({www}));
  EXPECT_EQ(world.times(question), 1) << "its answer is known";
}

TEST_F(LiveDnsOrganisation, NobodyIsAskedForAnApiKeyOrWithoutTokeninfo) {
  options.tokeninfo.reset();
  EXPECT_FALSE(read({www}));
  account.reset();
  options.tokeninfo = id_endpoint;
  options.authorization.scheme = Authorization::Scheme::apikey;
  world.answer_always(404, no_object_body);
  EXPECT_FALSE(read({www}));
  EXPECT_EQ(world.times(question), 0);
}

TEST_F(LiveDnsOrganisation, WhatIsNoUuidIsNeverSent) {
  for (const auto* told : {"x", "d4aad9b0-0000-4000-8000-00000000000", "d4aad9b0-0000-4000-8000-000000000001&x=1",
                           "d4aad9b0-0000-4000-8000-00000000000\\n"}) {
    SCOPED_TRACE(told);
    account.reset();
    world.requests.clear();
    world.tokeninfo = R"({"expires_in":86400,"sharing_id":")" + std::string(told) + R"("})";
    EXPECT_FALSE(read({www}));
    EXPECT_EQ(world.requests, (Strings{"GET /domains/example.com/records/www/A", question}));
  }
}

TEST_F(LiveDnsOrganisation, TokeninfoThatDoesNotAnswerIsAskedOnceARound) {
  bool is_down = true;
  world.instead = [&is_down](const std::string& request) -> std::optional<World::Answer> {
    return is_down && request == question ? std::optional(Failure{Fault::timed_out, "no answer"}) : std::nullopt;
  };
  auto& round = zone();
  const auto failure = run(round.read({www})).error();
  EXPECT_EQ(failure.fault, Fault::timed_out);  // for a while, and no fault of the configuration
  EXPECT_EQ(
      failure.detail,
      "could not find out to which organisation at Gandi the token belongs, as 'example.com' calls for: no answer");
  EXPECT_FALSE(run(round.apply(changes(5))).back());
  EXPECT_EQ(world.times(question), 1);
  is_down = false;
  EXPECT_TRUE(read({www}));
}

}  // namespace
}  // namespace dyndns::gandi::livedns
