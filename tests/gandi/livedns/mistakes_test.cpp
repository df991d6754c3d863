// The mistakes of other clients (docs/gandi-api.md), as far as they are LiveDNS's: that no address was found (11) and
// that success was remembered (8) are also the round's, that DNS is asked for the truth (9) is nobody's here.
#include <string>
#include <vector>

#include "core/plan.hpp"
#include "gandi/livedns/zone.hpp"

namespace dyndns::gandi::livedns {
namespace {

using Strings = std::vector<std::string>;

class LiveDnsMistakes : public OpenedZone {
 protected:
  World::Domain& domain() { return world.domains["example.com"]; }

  // Does what a round does: reads, plans, writes, reads back. The failure, if there was one.
  std::optional<Failure> update(const std::string& name, const std::string& address) {
    const auto wanted = *Address::parse(address);
    const RrsetKey key{"example.com", name, type_of(wanted.family())};
    const auto served = run(zone->read({key}));
    if (!served) {
      return served.error();
    }
    const auto plan = make_plan(std::vector{WantedRrset{key, wanted, {}}}, *served, {});
    if (!plan.obstacles.empty()) {
      return plan.obstacles.front().why;
    }
    return plan.changes.empty() ? std::nullopt : carry_out(plan.changes.front());
  }

  [[nodiscard]] std::ptrdiff_t writes() const {
    return std::ranges::count_if(world.requests, [](const auto& request) { return request.starts_with("PUT"); });
  }

 private:
  std::optional<Failure> carry_out(const Change& change) {
    const auto outcome = run(zone->apply({change})).front();
    if (!outcome) {
      return outcome.error();
    }
    const auto now = run(zone->read({change.key}));
    if (!now) {
      return now.error();
    }
    const auto confirmed = confirm(change, *now);
    return confirmed ? std::nullopt : std::optional(confirmed.error());
  }
};

TEST_F(LiveDnsMistakes, AnErrorIsNotReadAsAMissingRecord) {
  const std::vector<http::Response> errors = {{403, {}, error_body("HTTPForbidden", "Access was denied")},
                                              {404, {}, error_body("HTTPNotFound", "Unknown domain")},
                                              {404, {}, "<html>dns-record</html>"},
                                              {200, {}, "<html>Maintenance</html>"},
                                              {200, {}, "[]"},
                                              {200, {}, "{}"},
                                              {204, {}, ""},
                                              {302, {{"location", "/"}}, ""},
                                              {500, {}, error_body("dns-record", "Oops")}};
  for (const auto& error : errors) {
    world.instead = [&error](const std::string&) { return error; };
    EXPECT_TRUE(update("www", "81.2.69.142")) << error.status << error.body;
  }
  EXPECT_EQ(writes(), 0);
}

TEST_F(LiveDnsMistakes, ARefusedWriteIsNotReportedAsSuccess) {
  for (const unsigned status : {400U, 403U, 404U, 409U, 500U}) {
    world.instead = [status](const std::string& request) {
      const http::Response refusal{status, {}, error_body("HTTPForbidden", "no")};
      return request.starts_with("PUT") ? std::optional<World::Answer>(refusal) : std::nullopt;
    };
    EXPECT_TRUE(update("www", "81.2.69.142")) << status;
  }
}

TEST_F(LiveDnsMistakes, AllValuesAreComparedAndNotOnlyTheFirst) {
  domain()[{"www", "A"}] = {300, {"81.2.69.142", "81.2.69.143"}};
  EXPECT_EQ(update("www", "81.2.69.142"), std::nullopt);
  EXPECT_EQ(world.lines("example.com"), Strings{"www A 81.2.69.142 300"});
}

TEST_F(LiveDnsMistakes, TheTtlStaysWhatItWas) {
  domain()[{"www", "A"}] = {4711, {"81.2.69.140"}};
  EXPECT_EQ(update("www", "81.2.69.142"), std::nullopt);
  EXPECT_EQ(world.lines("example.com"), Strings{"www A 81.2.69.142 4711"});
}

TEST_F(LiveDnsMistakes, TheNewAddressReplacesTheOld) {
  domain()[{"www", "A"}] = {300, {"81.2.69.140"}};
  EXPECT_EQ(update("www", "81.2.69.142"), std::nullopt);
  EXPECT_EQ(update("www", "81.2.69.143"), std::nullopt);
  EXPECT_EQ(world.lines("example.com"), Strings{"www A 81.2.69.143 300"});
}

TEST_F(LiveDnsMistakes, AMissingRecordIsCreated) {
  EXPECT_EQ(update("www", "81.2.69.142"), std::nullopt);
  EXPECT_EQ(update("*", "2a02:6b67::1"), std::nullopt);
  EXPECT_EQ(world.lines("example.com"), (Strings{"* AAAA 2a02:6b67::1 300", "www A 81.2.69.142 300"}));
}

TEST_F(LiveDnsMistakes, TheApexIsWrittenAsAnEscapedAt) {
  EXPECT_EQ(update("@", "81.2.69.142"), std::nullopt);
  EXPECT_EQ(world.lines("example.com"), Strings{"@ A 81.2.69.142 300"});
  EXPECT_EQ(world.requests.back(), "GET /domains/example.com/records/%40/A");
}

TEST_F(LiveDnsMistakes, TheSecretIsInTheHeaderAndNowhereElse) {
  for (const unsigned status : {400U, 401U, 403U, 404U, 409U, 429U, 500U}) {
    world.answer_always(status, "You sent Bearer " + good_token);
    const auto failure = update("www", "81.2.69.142");
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->detail.find("pat_"), std::string::npos) << failure->detail;
  }
  EXPECT_EQ(world.last_request.url.find("pat_"), std::string::npos);
  EXPECT_EQ(world.last_request.body.find("pat_"), std::string::npos);
}

TEST_F(LiveDnsMistakes, AWriteThatSaysSuccessAndDidNothingIsNotConfirmed) {
  world.instead = [](const std::string& request) {
    const http::Response lie{201, {}, R"({"message":"DNS Record Created"})"};
    return request.starts_with("PUT") ? std::optional<World::Answer>(lie) : std::nullopt;
  };
  const auto failure = update("www", "81.2.69.142");
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->fault, Fault::unconfirmed);
}

TEST_F(LiveDnsMistakes, AWriteAnsweredBySomebodyElseIsNotConfirmed) {
  world.instead = [](const std::string& request) {
    const http::Response portal{200, {}, "<html>Please log in</html>"};
    return request.starts_with("PUT") ? std::optional<World::Answer>(portal) : std::nullopt;
  };
  const auto failure = update("www", "81.2.69.142");
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->fault, Fault::unconfirmed);
}

TEST_F(LiveDnsMistakes, AnotherSpellingOfTheSameIpv6AddressIsNoChange) {
  for (const auto* spelling : {"2A02:6B67::1", "2a02:6b67:0:0:0:0:0:1", "2a02:6b67:0000::0001"}) {
    domain()[{"www", "AAAA"}] = {300, {spelling}};
    EXPECT_EQ(update("www", "2a02:6b67::1"), std::nullopt);
  }
  EXPECT_EQ(writes(), 0);
}

TEST_F(LiveDnsMistakes, NoAddressIsNeitherReadNorWritten) {
  world.answer_always(200, R"({"rrset_name":"www","rrset_type":"A","rrset_ttl":300,"rrset_values":[null]})");
  const auto failure = update("www", "81.2.69.142");
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->fault, Fault::malformed);
  EXPECT_EQ(writes(), 0);
}

}  // namespace
}  // namespace dyndns::gandi::livedns
