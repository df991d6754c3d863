#include <gtest/gtest.h>

#include <algorithm>

#include "fakes/world.hpp"
#include "update/round.hpp"

namespace dyndns::update {
namespace {

using namespace std::chrono_literals;
using fakes::ip;

const Address ours = ip("81.2.69.142");
const RrsetKey net{"example.net", "www", RecordType::a};
const RrsetKey info{"example.info", "www", RecordType::a};

// Two domains wish different TTLs, and memory confirms one of them.
class RivalsTest : public testing::Test {
 protected:
  Report hold(std::optional<Ttl> ttl_of_net) {
    const auto job = world.make_job({{net, ttl_of_net}, {info, Ttl(900)}});
    world.gandi.put(info, {{ours}, Ttl(600), {}});
    world.gandi.put(net, {{ours}, Ttl(300), {}});
    const auto when = world.clock.wall() - 1min;
    const State known{"fake", {{net, {ours, Ttl(300), when, when}}}};
    return world.clock.run(run_round(*job, {known}, world.clock, world.random));
  }

  fakes::World world;
};

TEST_F(RivalsTest, InOneZoneNeitherIsWrittenThoughMemoryConfirmsOne) {
  world.gandi.host({"example.net", "example.info"});
  const auto report = hold(Ttl(300));
  ASSERT_EQ(report.records.size(), 2U);
  for (const auto& record : report.records) {
    EXPECT_EQ(record.outcome, Outcome::failed) << host_name(record.key);
  }
  EXPECT_EQ(world.gandi.applies, 0U);
}

TEST_F(RivalsTest, InTwoZonesEachHasItsOwn) {
  world.gandi.host({"example.net"});
  world.gandi.host({"example.info"});
  const auto report = hold(Ttl(300));
  ASSERT_EQ(report.records.size(), 2U);
  EXPECT_EQ(report.records[0].outcome, Outcome::changed) << host_name(report.records[0].key);
  EXPECT_EQ(report.records[1].outcome, Outcome::unchanged) << host_name(report.records[1].key);
}

TEST_F(RivalsTest, WhatHasNoRivalIsLeftToMemory) {
  world.gandi.host({"example.net"});
  world.gandi.host({"example.info"});
  EXPECT_EQ(hold(std::nullopt).records[1].outcome, Outcome::confirmed);
}

}  // namespace
}  // namespace dyndns::update
