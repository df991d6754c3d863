// A loop in a little world, and what it tells.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "fakes/running.hpp"
#include "fakes/world.hpp"
#include "update/loop.hpp"

namespace dyndns::update {

using namespace std::chrono_literals;
using fakes::Call;
using fakes::ip;
using fakes::org;
using fakes::www;

inline const Address ours = ip("81.2.69.142");
inline const Address moved = ip("81.2.69.200");
inline const Failure denied{Fault::denied, "the token is refused"};
inline const Failure down{Fault::unavailable, "Gandi answered with HTTP status 503"};

class Diary final : public Listener {
 public:
  void round_begins() override { ++begun; }
  void round_ended(const RoundEnd& round) override {
    ++ended;
    last = round.report;
    stored = round.stored;
    next = round.next;
  }

  unsigned begun = 0;
  unsigned ended = 0;
  Report last;
  Result<void> stored;
  SteadyTime next;
};

class LoopTest : public testing::Test {
 protected:
  ~LoopTest() override { stop(); }

  std::shared_ptr<Job> job_of(std::vector<RecordWish> records) {
    auto job = world.make_job(std::move(records));
    job->pace = {5min, 0.0};
    return job;
  }
  void start(std::shared_ptr<Job> job) {
    loop.use(std::move(job));
    running.emplace(world.context, loop.run());
    world.clock.advance(10s);  // rounds take less, and none follows so soon
  }
  void stop() {
    if (running && !running->has_ended()) {
      running->cancel();
      world.clock.run_ready();
    }
  }
  [[nodiscard]] Outcome outcome(std::size_t record = 0) const { return diary.last.records.at(record).outcome; }
  void break_down(std::optional<Failure> failure) {
    world.gandi.trouble = [=](Call, const std::string& domain) {
      return domain == "example.com" ? failure : std::nullopt;
    };
  }

  fakes::World world;
  Diary diary;
  Loop loop{world.context.get_executor(), world.clock, world.memory, world.random, diary};
  std::optional<fakes::Running<void>> running;
};

}  // namespace dyndns::update
