#include "gandi/livedns/rrsets.hpp"

#include <string>

#include "gandi/livedns/zone.hpp"

namespace dyndns::gandi::livedns {
namespace {

using Strings = std::vector<std::string>;

const RrsetKey www{"example.com", "www", RecordType::a};
const RrsetKey www6{"example.com", "www", RecordType::aaaa};
const RrsetKey mail{"example.com", "mail", RecordType::a};

Change change_of(const RrsetKey& key) {
  return {key, {}, *Address::parse(key.type == RecordType::a ? "81.2.69.142" : "2a02:6b67::1"), Ttl(300)};
}

std::vector<Change> changes_of(std::size_t count) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < count; ++i) {
    changes.push_back(change_of({"example.com", "host" + std::to_string(i), RecordType::a}));
  }
  return changes;
}

class LiveDnsZone : public OpenedZone {
 protected:
  LiveDnsZone() {
    world.domains["example.com"] = {{{"www", "A"}, {600, {"81.2.69.140"}}}, {{"www", "AAAA"}, {600, {"2a02:6b67::9"}}}};
  }

  Result<std::vector<ServedRrset>> read(const std::vector<RrsetKey>& keys) { return run(zone->read(keys)); }
  std::vector<Result<void>> apply(const std::vector<Change>& changes) { return run(zone->apply(changes)); }
};

TEST_F(LiveDnsZone, ASingleRecordIsAskedForByNameAndType) {
  const auto served = read({www});
  ASSERT_TRUE(served);
  ASSERT_EQ(served->size(), 1U);
  EXPECT_EQ(served->front().addresses, std::set{*Address::parse("81.2.69.140")});
  EXPECT_EQ(served->front().ttl, Ttl(600));
  EXPECT_EQ(world.requests, Strings{"GET /domains/example.com/records/www/A"});
  EXPECT_EQ(world.last_request.timeout, std::chrono::seconds(7));
}

TEST_F(LiveDnsZone, SeveralRecordsAreReadFromTheList) {
  const auto served = read({www6, mail, www});
  ASSERT_TRUE(served);
  ASSERT_EQ(served->size(), 3U);
  EXPECT_EQ((*served)[0].addresses, std::set{*Address::parse("2a02:6b67::9")});
  EXPECT_TRUE((*served)[1].addresses.empty());
  EXPECT_EQ((*served)[2].addresses, std::set{*Address::parse("81.2.69.140")});
  EXPECT_EQ(world.requests, Strings{"GET /domains/example.com/records?page=1&per_page=500"});
}

TEST_F(LiveDnsZone, NoKeysAreNoRequest) {
  EXPECT_TRUE(read({})->empty());
  EXPECT_TRUE(apply({}).empty());
  EXPECT_TRUE(world.requests.empty());
}

TEST_F(LiveDnsZone, BothSpellingsAreRead) {
  world.is_spaced = true;
  EXPECT_EQ(read({www})->front().ttl, Ttl(600));
  EXPECT_EQ(read({www, www6})->back().ttl, Ttl(600));
}

TEST_F(LiveDnsZone, AMissingRecordIsAValue) {
  const auto served = read({mail});
  ASSERT_TRUE(served);
  EXPECT_TRUE(served->front().addresses.empty());
  EXPECT_EQ(served->front().cname, "");
}

TEST_F(LiveDnsZone, AnAliasInTheWayIsSeenBeforeAnythingIsWritten) {
  world.domains["example.com"][{"mail", "CNAME"}] = {300, {"www"}};
  EXPECT_EQ(read({mail})->front().cname, "www");
  EXPECT_EQ(read({www, mail})->back().cname, "www");
}

TEST_F(LiveDnsZone, AnAnswerAboutAnotherRecordIsNotTaken) {
  world.answer_always(200, R"({"rrset_name":"x","rrset_type":"A","rrset_ttl":300,"rrset_values":["81.2.69.142"]})");
  ASSERT_FALSE(read({www}));
  EXPECT_EQ(read({www}).error().fault, Fault::malformed);
}

TEST_F(LiveDnsZone, ADomainThatIsUnknownIsNotAMissingRecord) {
  world.domains.clear();
  for (const auto& keys : {std::vector{www}, std::vector{www, www6}}) {
    SCOPED_TRACE(keys.size());
    const auto served = read(keys);
    ASSERT_FALSE(served);
    EXPECT_EQ(served.error().fault, Fault::missing);
    EXPECT_TRUE(served.error().detail.starts_with("'example.com' is not on LiveDNS")) << served.error().detail;
  }
}

TEST_F(LiveDnsZone, OnlyWhatIsToChangeIsWritten) {
  const auto outcomes = apply({change_of(www)});
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(world.lines("example.com"), (Strings{"www A 81.2.69.142 300", "www AAAA 2a02:6b67::9 600"}));
  EXPECT_EQ(world.requests, Strings{"PUT /domains/example.com/records/www/A"});
}

TEST_F(LiveDnsZone, TheTwoFamiliesOfANameShareAConnection) {
  apply({change_of(www), change_of(www6)});
  EXPECT_EQ(world.most_running, 1U);
}

TEST_F(LiveDnsZone, ManyRecordsAreWrittenSideBySideButNotAllAtOnce) {
  const auto outcomes = apply(changes_of(200));
  EXPECT_TRUE(std::ranges::all_of(outcomes, [](const auto& outcome) { return outcome.has_value(); }));
  EXPECT_EQ(world.most_running, 4U);
  EXPECT_EQ(world.requests.size(), 200U);
}

TEST_F(LiveDnsZone, OneRecordThatIsRefusedDoesNotStopTheOthers) {
  auto changes = changes_of(6);
  world.domains["example.com"][{"host1", "CNAME"}] = {300, {"www"}};
  const auto outcomes = apply(changes);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(outcomes[i].has_value(), i != 1) << i;
  }
  EXPECT_EQ(outcomes[1].error().fault, Fault::refused);
}

TEST_F(LiveDnsZone, WhatRefusesAllOfThemIsAskedNoFurther) {
  for (const unsigned status : {401U, 403U, 429U, 500U, 503U}) {
    SCOPED_TRACE(status);
    world.requests.clear();
    world.answer_always(status, "");
    const auto outcomes = apply(changes_of(20));
    EXPECT_EQ(world.requests.size(), 4U) << status;
    for (const auto& outcome : outcomes) {
      SCOPED_TRACE(testing::PrintToString(outcome));
      ASSERT_FALSE(outcome);
      // What was sent to a server in trouble may have been carried out.
      const auto& told = outcome.error().detail;
      EXPECT_TRUE(told.ends_with(outcomes.back().error().detail)) << told;
    }
  }
}

TEST_F(LiveDnsZone, AWriteWhoseConnectionBreaksIsNotConfirmed) {
  const auto changes = changes_of(5);
  world.afterwards = [](const std::string& request) -> std::optional<World::Answer> {
    return request.ends_with("host2/A") ? std::optional(Failure{Fault::unreachable, "connection closed"})
                                        : std::nullopt;
  };
  const auto outcomes = apply(changes);
  EXPECT_EQ(outcomes[2].error(), (Failure{Fault::unconfirmed, "could not confirm the update, connection closed"}));
  EXPECT_TRUE(outcomes[3]);
  EXPECT_TRUE(outcomes[4]);
}

TEST_F(LiveDnsZone, WhoAsksForPatienceIsGivenItByAll) {
  for (const unsigned status : {429U, 503U}) {
    world.answer_always(status, "", {{"retry-after", "90"}});
    for (const auto& outcome : apply(changes_of(6))) {
      SCOPED_TRACE(status);
      ASSERT_FALSE(outcome);
      EXPECT_EQ(outcome.error().retry_after, std::chrono::seconds(90));
    }
  }
}

TEST_F(LiveDnsZone, AnyAnswerOfSuccessIsAWriteWhateverItHolds) {
  for (const unsigned status : {200U, 201U, 202U, 204U}) {
    for (const auto* body : {"", "<html>OK</html>", R"({"message":"Accepted"})", "[]"}) {
      world.answer_always(status, body);
      EXPECT_TRUE(apply({change_of(www)}).front()) << status << body;
    }
  }
  world.answer_always(302, "");
  EXPECT_EQ(apply({change_of(www)}).front().error().fault, Fault::refused);
}

TEST_F(LiveDnsZone, AServerThatDoesNotAnswerKeepsNobodyForLong) {
  const Failure silence{Fault::timed_out, "no answer within 7 s"};
  world.instead = [&silence](const std::string&) { return silence; };
  const auto outcomes = apply(changes_of(20));
  EXPECT_EQ(world.requests.size(), 4U);
  EXPECT_EQ(outcomes[0].error(), (Failure{Fault::unconfirmed, "could not confirm the update, no answer within 7 s"}));
  EXPECT_EQ(outcomes[19].error(), silence) << "it was not sent";
}

TEST_F(LiveDnsZone, TheRoutesThatDestroyOtherRecordsAreNeverUsed) {
  const RrsetKey keys[] = {{"example.com", "", RecordType::a},
                           {"example.com", "..", RecordType::a},
                           {"..", "www", RecordType::a},
                           {"example.com", "%", RecordType::a},
                           {"example.com", "a/b", RecordType::a}};
  for (const auto& key : keys) {
    apply({change_of(key)});
  }
  for (const auto& request : world.requests) {
    EXPECT_TRUE(request.starts_with("PUT /domains/example.com/records/")) << request;
    EXPECT_TRUE(request.ends_with("/A")) << request;
    EXPECT_EQ(std::ranges::count(request, '/'), 5) << request;
  }
  EXPECT_EQ(world.requests.size(), 2U);
}

}  // namespace
}  // namespace dyndns::gandi::livedns
