// Whole days of the daemon's rounds, in less than a second each: what it asks, what it writes and what it says.
#include <gtest/gtest.h>

#include "fakes/running.hpp"
#include "fakes/world.hpp"
#include "show/narrator.hpp"
#include "update/loop.hpp"

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using fakes::ip;
using fakes::www;

constexpr auto day = 24h;
constexpr auto interval = 5min;
constexpr auto longest_pause = 330s;  // with a jitter of a tenth

const Address home = ip("81.2.69.142");
const Address lie = ip("104.18.0.0");

// Listens as the daemon does, and keeps what people get to see.
class Journal final : public update::Listener {
 public:
  void round_begins() override { ++rounds; }
  void round_ended(const update::RoundEnd& round) override {
    keep(narrator_.round_events(round.report));
    keep(narrator_.memory_events(round.stored));
  }
  [[nodiscard]] auto count(EventKind kind) const { return std::ranges::count(kinds, kind); }

  unsigned rounds = 0;
  std::vector<EventKind> kinds;  // of the events above debug, in order

 private:
  void keep(const std::vector<Event>& events) {
    for (const auto& event : events) {
      if (event.level != Level::debug) {
        kinds.push_back(event.kind);
      }
    }
  }

  show::Narrator narrator_;
};

class DayTest : public testing::Test {
 protected:
  DayTest() {
    world.gandi.put(www, {{home}, Ttl(300), {}});
    loop.use(world.make_job({{www, {}}}, 12));
    task.emplace(world.context, loop.run());
    world.clock.run_ready();
  }
  ~DayTest() override {
    task->cancel();
    world.clock.run_ready();
    EXPECT_TRUE(task->was_cancelled());
  }

  void move_to(const std::string& address) {
    world.where.ipv4 = ip(address);
    moves.emplace_back(world.clock.steady(), *world.where.ipv4);
  }
  [[nodiscard]] std::set<Address> published() const { return world.gandi.at(www).addresses; }

  // A write must be of the address that we had when it was made, or a moment before.
  void expect_only_true_writes() {
    for (const auto& write : world.gandi.writes) {
      const auto last = std::ranges::find_if(moves.rbegin(), moves.rend(),
                                             [&](const auto& move) { return move.first <= write.when; });
      const auto before = last + 1;
      const bool was_just_true = before != moves.rend() && write.when - last->first < 30s;
      EXPECT_TRUE(write.address == last->second || (was_just_true && write.address == before->second))
          << write.address.to_string() << " was published, but we were at " << last->second.to_string();
    }
  }

  fakes::World world;
  Journal journal;
  update::Loop loop{world.context.get_executor(), world.clock, world.memory, world.random, journal};
  std::optional<fakes::Running<void>> task;
  std::vector<std::pair<SteadyTime, Address>> moves = {{world.clock.steady(), home}};
};

TEST_F(DayTest, AnOrdinaryDayWithOneMove) {
  world.clock.advance(day / 2);
  move_to("81.2.69.200");
  world.clock.advance(longest_pause + 10s);
  EXPECT_EQ(published(), std::set{ip("81.2.69.200")});
  world.clock.advance(day / 2);

  EXPECT_NEAR(journal.rounds, day / interval, 6);
  EXPECT_EQ(world.gandi.writes.size(), 1U);
  EXPECT_EQ(world.gandi.applies, 1U);
  // Once in half an hour to an hour, and twice about the move.
  EXPECT_NEAR(world.gandi.reads, 24 / 0.8 + 2, 5);
  EXPECT_EQ(world.memory.stores, world.gandi.opens);  // a quiet round writes nothing to the disk either
  EXPECT_EQ(journal.kinds, std::vector{EventKind::record_changed});
  expect_only_true_writes();
}

// The line has two ways to the Internet and takes now the one, now the other, for six hours.
TEST_F(DayTest, AnAddressThatGoesBackAndForthIsDampedToldOnceAndRightAgainByItself) {
  world.clock.advance(6h);
  for (int i = 0; i < 6h / interval; ++i) {
    move_to(i % 2 == 0 ? "81.2.69.200" : "81.2.69.142");
    world.clock.advance(interval);
  }
  EXPECT_LE(world.gandi.writes.size(), 5U + 6h / 30min);
  EXPECT_EQ(journal.count(EventKind::record_failed), 1);
  EXPECT_EQ(journal.count(EventKind::record_recovered), 0);

  move_to("81.2.69.200");
  world.clock.advance(30min + longest_pause);
  EXPECT_EQ(published(), std::set{ip("81.2.69.200")});
  world.clock.advance(2h);
  EXPECT_EQ(journal.count(EventKind::record_failed), 1);
  EXPECT_EQ(journal.count(EventKind::record_recovered), 1);
  EXPECT_EQ(journal.count(EventKind::record_changed), static_cast<std::ptrdiff_t>(world.gandi.writes.size()));

  world.gandi.forget_calls();
  move_to("81.2.69.142");  // a first change after a quiet time waits for nothing
  world.clock.advance(longest_pause);
  EXPECT_EQ(published(), std::set{ip("81.2.69.142")});
}

TEST_F(DayTest, NoProviderIsAskedMuchMoreThanItsShare) {
  world.clock.advance(day);
  for (const auto* source : world.sources) {
    EXPECT_NEAR(source->asked, journal.rounds * 3.0 / 12, 3) << source->name();  // three of twelve in each round
  }
}

TEST_F(DayTest, GandiIsDownForTwoHoursDuringAMove) {
  const Failure down{Fault::unavailable, "Gandi answered with HTTP status 503"};
  world.clock.advance(6h);
  world.gandi.forget_calls();
  world.gandi.trouble = [&down](fakes::Call, const std::string&) { return down; };
  world.clock.advance(30min);
  move_to("81.2.69.200");
  world.clock.advance(90min);
  EXPECT_EQ(published(), std::set{home});
  EXPECT_LT(world.gandi.calls(), 40U);  // it is spared
  world.gandi.trouble = [](fakes::Call, const std::string&) { return std::nullopt; };
  world.clock.advance(longest_pause + 10s);
  EXPECT_EQ(published(), std::set{ip("81.2.69.200")});

  world.clock.advance(6h);
  EXPECT_EQ(world.gandi.writes.size(), 1U);
  EXPECT_EQ(journal.kinds,
            (std::vector{EventKind::record_failed, EventKind::record_recovered, EventKind::record_changed}));
  expect_only_true_writes();
}

TEST_F(DayTest, TheNetworkIsGoneForAnHour) {
  world.clock.advance(6h);
  world.gandi.forget_calls();
  world.where.ipv4.reset();
  world.clock.advance(1h);
  EXPECT_EQ(world.gandi.calls(), 0U);
  move_to("81.2.69.200");
  world.clock.advance(longest_pause + 10s);
  EXPECT_EQ(published(), std::set{ip("81.2.69.200")});
  EXPECT_EQ(journal.kinds, (std::vector{EventKind::no_quorum, EventKind::quorum_recovered, EventKind::record_changed}));
}

// Two of twelve tell the same lie, which is one too few; the others fail, hang, babble or answer late by turns.
class FlappingTest : public DayTest {
 protected:
  void flap(const Address& common_lie) {
    std::ranges::shuffle(world.sources, world.random);
    for (auto* source : world.sources) {
      source->manners = {};
    }
    world.sources[0]->manners.says = common_lie;
    world.sources[1]->manners.says = common_lie;
    world.sources[2]->manners.says = Failure{Fault::malformed, "10.0.0.1 is no address on the Internet"};
    world.sources[3]->manners.hangs = true;
    world.sources[4]->manners.says = Failure{Fault::unreachable, "connection refused"};
    world.sources[5]->manners.latency = 3s;
    world.sources[6]->manners.says = any_address();
  }
  Address any_address() { return ip("93.184.215." + std::to_string(world.random() % 250)); }
};

TEST_F(FlappingTest, NoWrongAddressIsEverPublished) {
  for (int i = 0; i < day / 10min; ++i) {
    SCOPED_TRACE(i);
    flap(lie);
    world.clock.advance(10min);
    EXPECT_EQ(published(), std::set{home});
  }
  EXPECT_TRUE(world.gandi.writes.empty());
  EXPECT_EQ(journal.count(EventKind::record_changed), 0);
}

// Some sources go on saying where we were: published in turns, that would be A, B, A, B.
TEST_F(FlappingTest, StaleSourcesDoNotBringBackTheAddressThatWasLeft) {
  auto left = home;
  for (int i = 0; i < 8; ++i) {
    const auto now = "81.2.70." + std::to_string(i + 1);
    move_to(now);
    for (int j = 0; j < 18; ++j) {
      SCOPED_TRACE(j);
      flap(left);
      world.clock.advance(10min);
      EXPECT_EQ(published(), std::set{ip(now)});
    }
    left = ip(now);
  }
  EXPECT_EQ(world.gandi.writes.size(), 8U);
  expect_only_true_writes();
}

TEST_F(FlappingTest, AMajorityOfLiarsIsRefusedRatherThanBelieved) {
  world.clock.advance(1h);
  for (std::size_t i = 0; i < world.sources.size(); ++i) {
    world.sources[i]->manners.says = i % 2 == 0 ? home : any_address();
  }
  world.clock.advance(6h);
  EXPECT_TRUE(world.gandi.writes.empty());
}

}  // namespace
}  // namespace dyndns
