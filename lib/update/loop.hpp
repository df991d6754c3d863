// Rounds for ever: by the schedule, or sooner when somebody asks.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "async/bell.hpp"
#include "core/schedule.hpp"
#include "ports/clock.hpp"
#include "ports/memory.hpp"
#include "update/job.hpp"
#include "update/report.hpp"

namespace dyndns::update {

enum class Waking {
  by_network,  // it changed: our address is asked for, but it is not for the network to forgive a refusal
  by_person,   // nobody is held back for an earlier failure, nor for having been written too often
};

// "time" where nobody woke us, "network" or "request".
[[nodiscard]] std::string word_for(const std::optional<Waking>& woken);

// A round that is over, as long as its listener listens.
struct RoundEnd {
  const Report& report;
  const Job& job;               // with which it was held
  const State& state;           // what is remembered now
  const Result<void>& stored;   // what became of the memory
  const Schedule& schedule;     // who waits, and until when
  SteadyTime next;              // when the next round begins
  std::optional<Waking> woken;  // nothing: it was time
};

// Hears of each round.
class Listener {
 public:
  virtual ~Listener() = default;

  virtual void round_begins() = 0;
  virtual void round_ended(const RoundEnd& round) = 0;
};

class Loop {
 public:
  Loop(const boost::asio::any_io_executor& executor, Clock& clock, Memory& memory, std::mt19937_64& random,
       Listener& listener);

  // From the next round on, which begins at once, or when the one under way has ended with the job that it began with.
  void use(std::shared_ptr<Job> job);
  // A round now, or when the one under way has ended.
  void wake(Waking waking);
  // What was known when the program started.
  void recall(State state) {
    state_ = std::move(state);
    is_stored_ = true;
  }

  // Until cancelled. use() comes first.
  [[nodiscard]] Task<void> run();

 private:
  [[nodiscard]] Task<SteadyTime> hold_round();
  [[nodiscard]] std::map<RrsetKey, Failure> held_records(SteadyTime now) const;
  [[nodiscard]] std::map<RrsetKey, Failure> damped_records(SteadyTime now) const;
  [[nodiscard]] Report account_for(Report report, SteadyTime now);
  [[nodiscard]] Result<void> keep(State state);
  [[nodiscard]] double draw() { return std::uniform_real_distribution<>()(random_); }  // in [0, 1)

  Clock& clock_;
  Memory& memory_;
  std::mt19937_64& random_;
  Listener& listener_;
  async::Bell bell_;
  std::shared_ptr<Job> job_;
  Schedule schedule_{Pace()};
  // Since the last round began. It forgives when the next one begins, not at once: what a round under way still fails
  // at must not hold back that one.
  std::optional<Waking> woken_ = Waking::by_person;
  WriteBudget budget_;
  std::uint64_t lot_;
  State state_;
  std::set<Family> gone_;   // in the round before
  bool is_stored_ = false;  // the memory holds all of state_ that is worth it
};

}  // namespace dyndns::update
