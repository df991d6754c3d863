#include "http/race.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <map>
#include <string>

#include "fakes/virtual_clock.hpp"

namespace dyndns::http {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

const std::string v6 = "2a02:6b67::";  // and a number
const std::string v4 = "81.2.69.";

struct Lookup {
  milliseconds time{0};
  std::vector<std::string> addresses{};  // none: the host has none of the family
};

// A host, and how long its addresses take to connect. Who is not named in `connects` swallows everything.
class RaceTest : public testing::Test {
 protected:
  struct Connect {
    milliseconds time;
    bool is_good = true;
    Fault fault = Fault::unreachable;
  };

  Task<Result<std::vector<Address>>> look_up(Family family) {
    const auto lookup = lookups[family];
    co_await clock.sleep_until(clock.steady() + lookup.time);
    std::vector<Address> found;
    for (const auto& address : lookup.addresses) {
      found.push_back(*Address::parse(address));
    }
    if (found.empty()) {
      co_return Failure{Fault::missing, "no " + std::string(to_string(family))};
    }
    co_return found;
  }

  Task<Result<std::unique_ptr<Stream>>> connect(Address address) {
    const auto name = address.to_string();
    log += std::to_string((clock.steady() - begin) / 1ms) + " " + name + "\n";
    const auto how = connects.contains(name) ? connects.at(name) : Connect{10s, false, Fault::timed_out};
    co_await clock.sleep_until(clock.steady() + how.time);
    if (!how.is_good) {
      co_return Failure{how.fault, name};
    }
    last_connected = name;
    co_return make_plain_stream(context.get_executor());
  }

  // Who won and when, or the failure; `log` has the attempts.
  std::string run(std::optional<Family> family = std::nullopt) {
    log.clear();
    begin = clock.steady();
    const auto won = clock.run(race(runners, family, clock, paths));
    const auto time = std::to_string((clock.steady() - begin) / 1ms);
    EXPECT_EQ(clock.sleepers(), 0U) << "somebody was not cancelled";
    return time + " " + (won ? last_connected : "FAILED: " + won.error().detail);
  }

  void has(Family family, milliseconds time, std::vector<std::string> addresses) {
    lookups[family] = Lookup{time, std::move(addresses)};
  }

  boost::asio::io_context context;
  fakes::VirtualClock clock{context};
  Paths paths;
  std::map<Family, Lookup> lookups;
  std::map<std::string, Connect> connects;
  std::string last_connected;
  std::string log;
  SteadyTime begin;
  Runners runners{[this](Family family) { return look_up(family); },
                  [this](Address address) { return connect(address); }};
};

TEST_F(RaceTest, TheFamiliesAreLookedUpSideBySideAndIpv6IsFirst) {
  has(Family::ipv6, 20ms, {v6 + "1"});
  has(Family::ipv4, 30ms, {v4 + "1"});
  connects = {{v6 + "1", {10ms}}, {v4 + "1", {1ms}}};
  EXPECT_EQ(run(), "30 2a02:6b67::1");
  EXPECT_EQ(log, "20 2a02:6b67::1\n");
}

TEST_F(RaceTest, Ipv6HasFiftyMillisecondsToAnswerAfterIpv4) {
  has(Family::ipv6, 69ms, {v6 + "1"});
  has(Family::ipv4, 20ms, {v4 + "1"});
  connects = {{v6 + "1", {10ms}}, {v4 + "1", {10ms}}};
  EXPECT_EQ(run(), "79 2a02:6b67::1");
  has(Family::ipv6, 5s, {v6 + "1"});
  EXPECT_EQ(run(), "80 81.2.69.1");
  has(Family::ipv6, 30ms, {});  // that there is none is an answer
  EXPECT_EQ(run(), "40 81.2.69.1");
}

TEST_F(RaceTest, TheFamiliesTakeTurnsAndTheNextBeginsAfterAQuarterOfASecond) {
  has(Family::ipv6, 0ms, {v6 + "1", v6 + "2", v6 + "3"});
  has(Family::ipv4, 0ms, {v4 + "1", v4 + "2"});
  connects = {{v6 + "3", {100ms}}};
  EXPECT_EQ(run(), "1100 2a02:6b67::3");
  EXPECT_EQ(log, "0 2a02:6b67::1\n250 81.2.69.1\n500 2a02:6b67::2\n750 81.2.69.2\n1000 2a02:6b67::3\n");
}

TEST_F(RaceTest, TheNextBeginsAtOnceWhenOneFails) {
  has(Family::ipv6, 0ms, {v6 + "1", v6 + "2"});
  has(Family::ipv4, 0ms, {v4 + "1"});
  connects = {{v6 + "1", {5ms, false}}, {v4 + "1", {7ms, false}}, {v6 + "2", {100ms}}};
  EXPECT_EQ(run(), "112 2a02:6b67::2");
}

TEST_F(RaceTest, EightLivingAddressesBehindASlowPathConnect) {
  std::vector<std::string> addresses;
  for (int number = 1; number <= 8; ++number) {
    addresses.push_back(v4 + std::to_string(number));
    connects[addresses.back()] = {1400ms};
  }
  has(Family::ipv4, 0ms, addresses);
  EXPECT_EQ(run(), "1400 81.2.69.1");
}

TEST_F(RaceTest, AnAnswerThatComesLateJoinsIn) {
  has(Family::ipv6, 310ms, {v6 + "1"});
  has(Family::ipv4, 0ms, {v4 + "1", v4 + "2", v4 + "3"});
  connects = {{v6 + "1", {20ms}}};
  EXPECT_EQ(run(), "570 2a02:6b67::1");
  EXPECT_EQ(log, "50 81.2.69.1\n300 81.2.69.2\n550 2a02:6b67::1\n");
}

TEST_F(RaceTest, ALateAnswerIsWaitedForWhenNothingElseIsLeft) {
  has(Family::ipv6, 2s, {v6 + "1"});
  has(Family::ipv4, 0ms, {v4 + "1"});
  connects = {{v6 + "1", {20ms}}, {v4 + "1", {1ms, false}}};
  EXPECT_EQ(run(), "2020 2a02:6b67::1");
}

TEST_F(RaceTest, AFamilyThatIsSwallowedCostsAQuarterOfASecondInTenMinutes) {
  has(Family::ipv6, 0ms, {v6 + "1"});
  has(Family::ipv4, 0ms, {v4 + "1"});
  connects = {{v4 + "1", {10ms}}, {v4 + "2", {10ms}}};
  EXPECT_EQ(run(), "260 81.2.69.1");
  has(Family::ipv6, 10ms, {v6 + "2"});  // of another host
  has(Family::ipv4, 10ms, {v4 + "2"});
  EXPECT_EQ(run(), "20 81.2.69.2");
  EXPECT_EQ(log, "10 81.2.69.2\n");
  clock.advance(10min);
  EXPECT_EQ(run(), "270 81.2.69.2");
}

TEST_F(RaceTest, AnAddressThatIsSwallowedIsTriedLast) {
  has(Family::ipv4, 0ms, {v4 + "1", v4 + "2", v4 + "3"});
  connects = {{v4 + "2", {10ms}}};
  EXPECT_EQ(run(), "260 81.2.69.2");
  connects = {{v4 + "3", {10ms}}};
  EXPECT_EQ(run(), "260 81.2.69.3");
  EXPECT_EQ(log, "0 81.2.69.2\n250 81.2.69.3\n");
}

TEST_F(RaceTest, WhatWorksAgainIsForgiven) {
  has(Family::ipv6, 0ms, {v6 + "1"});
  has(Family::ipv4, 0ms, {v4 + "1"});
  connects = {{v4 + "1", {10ms}}};
  EXPECT_EQ(run(), "260 81.2.69.1");
  connects[v6 + "1"] = {10ms};
  EXPECT_EQ(run(Family::ipv6), "10 2a02:6b67::1");
  EXPECT_EQ(run(), "10 2a02:6b67::1");
}

TEST_F(RaceTest, APinnedFamilyIsNotLeft) {
  has(Family::ipv6, 0ms, {v6 + "1"});
  has(Family::ipv4, 0ms, {v4 + "1"});
  connects = {{v6 + "1", {1ms, false}}, {v4 + "1", {1ms}}};
  EXPECT_EQ(run(Family::ipv6), "1 FAILED: 2a02:6b67::1");
  EXPECT_EQ(log, "0 2a02:6b67::1\n");
  has(Family::ipv6, 0ms, {});
  EXPECT_EQ(run(Family::ipv6), "0 FAILED: no IPv6");
}

TEST_F(RaceTest, TheReasonIsThatOfTheLastWhoFailedBeforeItsTimeWasUp) {
  has(Family::ipv6, 0ms, {v6 + "1"});
  has(Family::ipv4, 0ms, {v4 + "1", v4 + "2"});
  connects = {{v6 + "1", {0ms, false}}, {v4 + "1", {20ms, false}}};
  EXPECT_EQ(run(), "10020 FAILED: 81.2.69.1");
}

TEST_F(RaceTest, WhatBeganAtTheEndOfTheTimeIsNotCalledSlow) {
  has(Family::ipv6, 0ms, {v6 + "1", v6 + "2"});
  has(Family::ipv4, 0ms, {});
  connects = {{v6 + "1", {100ms, false, Fault::timed_out}}, {v6 + "2", {0ms, false, Fault::timed_out}}};
  (void)run();
  EXPECT_FALSE(paths.is_slow(*Address::parse(v6 + "1"), clock.steady()));
}

TEST_F(RaceTest, ACancelledRaceCancelsAllOfIt) {
  has(Family::ipv6, 5s, {});
  has(Family::ipv4, 0ms, {v4 + "1", v4 + "2"});
  boost::asio::cancellation_signal signal;
  auto outcome = boost::asio::co_spawn(context, race(runners, std::nullopt, clock, paths),
                                       boost::asio::bind_cancellation_slot(signal.slot(), boost::asio::use_future));
  clock.advance(400ms);
  EXPECT_GE(clock.sleepers(), 3U);
  signal.emit(boost::asio::cancellation_type::terminal);
  clock.run_ready();
  EXPECT_EQ(clock.sleepers(), 0U);
  EXPECT_THROW(outcome.get(), boost::system::system_error);
}

}  // namespace
}  // namespace dyndns::http
