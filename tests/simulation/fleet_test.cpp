// Many records, and many hosts: what they ask at the same time.
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "fakes/running.hpp"
#include "fakes/world.hpp"
#include "update/loop.hpp"

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using fakes::ip;
using fakes::www;

// One of many daemons in one world. All begin at the same time, as after a power cut.
class Host final : public update::Listener {
 public:
  Host(fakes::World& world, std::shared_ptr<update::Job> job, unsigned number)
      : world_(world), random_(number), loop_(world.context.get_executor(), world.clock, memory_, random_, *this) {
    loop_.use(std::move(job));
    task_.emplace(world.context, loop_.run());
    world.clock.run_ready();
  }
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  ~Host() override {
    task_->cancel();
    world_.clock.run_ready();
  }

  void round_begins() override { begun.push_back(world_.clock.steady()); }
  void round_ended(const update::RoundEnd& round) override {
    std::set<std::string> read;
    for (const auto& record : round.report.records) {
      if (record.outcome == Outcome::unchanged) {
        read.insert(record.key.domain);
      }
    }
    domains_read.push_back(read.size());
  }

  std::vector<SteadyTime> begun;          // each round
  std::vector<std::size_t> domains_read;  // by each round

 private:
  fakes::World& world_;
  fakes::FakeMemory memory_;
  std::mt19937_64 random_;
  update::Loop loop_;
  std::optional<fakes::Running<void>> task_;
};

std::deque<Host> make_fleet(fakes::World& world, unsigned size) {
  std::deque<Host> hosts;
  for (unsigned number = 0; number < size; ++number) {
    hosts.emplace_back(world, world.make_job({{www, {}}}, 3), number);
  }
  return hosts;
}

TEST(Fleet, AfterAPowerCutTheFirstRoundsAreSpreadOverTwoSeconds) {
  fakes::World world(SteadyTime(20s));
  const auto fleet = make_fleet(world, 100);
  world.clock.advance(2s);
  std::map<std::int64_t, int> in_each_tenth_of_a_second;
  for (const auto& host : fleet) {
    ASSERT_EQ(host.begun.size(), 1U) << "one of them";
    ++in_each_tenth_of_a_second[host.begun[0].time_since_epoch() / 100ms];
  }
  for (const auto& [tenth, hosts] : in_each_tenth_of_a_second) {
    EXPECT_LE(hosts, 20) << tenth;  // 5 on an average
  }
}

TEST(Fleet, WhatAllReadAtTheSameTimeIsNotReadAgainAtTheSameTime) {
  fakes::World world;
  world.gandi.put(www, {{ip("81.2.69.142")}, Ttl(300), {}});
  const auto fleet = make_fleet(world, 100);
  world.clock.advance(5min);
  EXPECT_EQ(world.gandi.reads, 100U);
  for (int i = 0; i < 24; ++i) {
    SCOPED_TRACE(i);
    world.gandi.forget_calls();
    world.clock.advance(5min);
    EXPECT_LE(world.gandi.reads, 35U);  // 11 on an average
  }
}

TEST(Fleet, AThousandRecordsAreNotVerifiedInOneRound) {
  fakes::World world;
  std::vector<RecordWish> wishes;
  for (int i = 0; i < 1000; ++i) {
    const RrsetKey key{"example" + std::to_string(i / 10) + ".com", "host" + std::to_string(i % 10), RecordType::a};
    if (i % 10 == 0) {
      world.gandi.host({key.domain});
    }
    world.gandi.put(key, {{ip("81.2.69.142")}, Ttl(300), {}});
    wishes.push_back({key, {}});
  }
  Host host(world, world.make_job(wishes, 3), 1);
  world.clock.advance(3h);
  ASSERT_GT(host.domains_read.size(), 30U);
  EXPECT_EQ(host.domains_read[0], 100U);
  for (std::size_t i = 1; i < host.domains_read.size(); ++i) {
    EXPECT_LE(host.domains_read[i], 35U) << i;
  }
  // Of each domain all records together, once an hour at least.
  EXPECT_GE(world.gandi.reads, 300U);
  EXPECT_LE(world.gandi.reads, 500U);
  EXPECT_TRUE(world.gandi.writes.empty());
}

}  // namespace
}  // namespace dyndns
