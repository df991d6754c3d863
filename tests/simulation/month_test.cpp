// A month of rounds among services that die, lie, slow down and come back: what is published, what each service is
// asked, and how soon a move is followed.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "fakes/running.hpp"
#include "fakes/world.hpp"
#include "update/loop.hpp"

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using fakes::ip;
using fakes::www;

constexpr int days = 30;
constexpr int services = 14;  // as many as are shipped
constexpr std::size_t most_bad = 3;
constexpr auto longest_pause = 330s;
constexpr unsigned polite = 100;  // questions to a service in a day

class Quiet final : public update::Listener {
 public:
  void round_begins() override { ++rounds; }
  void round_ended(const update::RoundEnd& round) override {
    for (const auto& findings : round.report.findings) {
      agreed += std::holds_alternative<Agreed>(findings.verdict) ? 1U : 0U;
    }
  }

  unsigned rounds = 0;
  unsigned agreed = 0;
};

class MonthTest : public testing::Test {
 protected:
  MonthTest() {
    world.gandi.put(www, {{*world.where.ipv4}, Ttl(300), {}});
    loop.use(world.make_job({{www, {}}}, services));
    task.emplace(world.context, loop.run());
    world.clock.run_ready();
    for (auto* source : world.sources) {
      source->manners.latency = latency();
    }
  }
  ~MonthTest() override {
    task->cancel();
    world.clock.run_ready();
  }

  std::chrono::milliseconds latency() { return std::chrono::milliseconds(20 + world.random() % 180); }

  // One of the services goes wrong in one of the ways in which services do, or comes back. At most two tell the same
  // lie, one fewer than the quorum; with more than `most_bad` out of order the others would have to be asked more
  // often.
  void change_a_service(const Address& common_lie) {
    auto* source = world.sources[world.random() % world.sources.size()];
    source->manners = {.latency = latency()};
    bad.erase(source);
    if (bad.size() == most_bad) {
      return;
    }
    bad.insert(source);
    auto& manners = source->manners;
    switch (world.random() % 5) {
      case 0:
        manners.hangs = true;
        break;
      case 1:
        manners.says = Failure{Fault::unavailable, "answered with HTTP status 503"};
        break;
      case 2:
        manners.latency = 3s;
        break;
      case 3:
        manners.says = stray_address();
        break;
      default:
        manners.says = tellers_of(common_lie) < 2 ? common_lie : stray_address();
        break;
    }
  }
  [[nodiscard]] std::ptrdiff_t tellers_of(const Address& lie) const {
    return std::ranges::count_if(world.sources, [&lie](const auto* source) {
      const auto& says = source->manners.says;
      return says && *says && **says == lie;
    });
  }
  Address stray_address() { return ip("93.184.215." + std::to_string(world.random() % 250)); }

  // Returns how long it took to be published; fails when anything else was.
  std::chrono::seconds follow_move(const Address& there) {
    const auto here = *world.where.ipv4;
    const auto begun = world.clock.steady();
    world.where.ipv4 = there;
    while (published() != std::set{there} && world.clock.steady() - begun < 1h) {
      SCOPED_TRACE(testing::PrintToString(world.clock.steady()));
      EXPECT_EQ(published(), std::set{here});
      world.clock.advance(1s);
    }
    EXPECT_EQ(published(), std::set{there});
    return std::chrono::duration_cast<std::chrono::seconds>(world.clock.steady() - begun);
  }
  [[nodiscard]] std::set<Address> published() const { return world.gandi.at(www).addresses; }

  // Since it was called last.
  [[nodiscard]] unsigned most_asked() {
    unsigned most = 0;
    for (std::size_t i = 0; i < world.sources.size(); ++i) {
      const auto before = std::exchange(asked_before[i], world.sources[i]->asked);
      most = std::max(most, world.sources[i]->asked - before);
    }
    return most;
  }

  fakes::World world;
  Quiet quiet;
  update::Loop loop{world.context.get_executor(), world.clock, world.memory, world.random, quiet};
  std::optional<fakes::Running<void>> task;
  std::set<const fakes::FakeSource*> bad;
  std::vector<unsigned> asked_before = std::vector<unsigned>(services);
};

TEST_F(MonthTest, AllServicesAreWell) {
  for (int day = 0; day < days; ++day) {
    world.clock.advance(24h);
    EXPECT_LT(most_asked(), polite) << "day " << day;
  }
  EXPECT_EQ(quiet.agreed, quiet.rounds);
  EXPECT_TRUE(world.gandi.writes.empty());
}

TEST_F(MonthTest, ServicesDieLieSlowDownAndComeBack) {
  std::vector<std::chrono::seconds> following;
  unsigned most_in_a_day = 0;
  auto left = ip("81.2.70.255");  // the lie is the address before the last move: what a stale cache says
  for (int day = 0; day < days; ++day) {
    for (int hour = 0; hour < 24; ++hour) {
      SCOPED_TRACE(hour);
      change_a_service(left);
      world.clock.advance(1h);
      EXPECT_EQ(published(), std::set{*world.where.ipv4});
    }
    most_in_a_day = std::max(most_in_a_day, most_asked());
    left = *world.where.ipv4;
    following.push_back(follow_move(ip("81.2.70." + std::to_string(day + 1))));
  }

  EXPECT_EQ(world.gandi.writes.size(), static_cast<std::size_t>(days));
  EXPECT_LT(most_in_a_day, polite);
  std::ranges::sort(following);
  EXPECT_LE(following.back(), longest_pause + 10s);
  RecordProperty("seconds_to_follow_a_move_median", static_cast<int>(following[days / 2].count()));
  RecordProperty("seconds_to_follow_a_move_longest", static_cast<int>(following.back().count()));
  RecordProperty("questions_to_one_service_in_a_day_most", static_cast<int>(most_in_a_day));
  std::cout << "a move is followed after " << following[days / 2].count() << " s (median), " << following.back().count()
            << " s (longest); no service was asked more than " << most_in_a_day << " times a day; " << quiet.agreed
            << " of " << quiet.rounds << " rounds agreed\n";
}

// A service that is dead is left alone but for a trial now and then, and is in use again within hours of its return.
TEST_F(MonthTest, TheDeadAreSparedAndTakenBack) {
  auto& dead = *world.sources[3];
  dead.manners.hangs = true;
  world.clock.advance(48h);
  (void)most_asked();
  world.clock.advance(24h);
  EXPECT_LE(dead.asked - asked_before[3], 5U);

  dead.manners = {.latency = 20ms};
  world.clock.advance(12h);
  (void)most_asked();
  world.clock.advance(24h);
  EXPECT_GT(dead.asked - asked_before[3], 40U);
}

}  // namespace
}  // namespace dyndns
