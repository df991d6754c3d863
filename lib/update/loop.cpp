#include "update/loop.hpp"

#include <utility>

#include "update/round.hpp"

namespace dyndns::update {

Loop::Loop(const boost::asio::any_io_executor& executor, Clock& clock, Memory& memory, std::mt19937_64& random,
           Listener& listener)
    : clock_(clock), memory_(memory), random_(random), listener_(listener), bell_(executor) {}

void Loop::use(std::shared_ptr<Job> job) {
  const bool is_first = job_ == nullptr;
  job_ = std::move(job);
  is_schedule_stale_ = true;
  if (!is_first) {
    bell_.ring();  // run() begins with a round unasked
  }
}

void Loop::wake() {
  is_schedule_stale_ = true;
  bell_.ring();
}

Task<void> Loop::run() {
  for (;;) {
    const auto next = co_await hold_round();
    co_await bell_.wait_until(clock_, next);
  }
}

Task<SteadyTime> Loop::hold_round() {
  listener_.round_begins();
  const auto job = job_;  // a reload during the round leaves it with what it began with
  if (std::exchange(is_schedule_stale_, false)) {
    schedule_ = Schedule(job->pace);
  }
  state_ = usable_state(*job, std::move(state_));
  const auto begun = clock_.steady();
  RoundOrder order{state_, held_records(begun)};
  const auto report = co_await run_round(*job, std::move(order), clock_, random_);
  const auto stored = keep(remember(state_, report, clock_.wall()));
  const auto now = clock_.steady();
  schedule_ = reschedule(std::move(schedule_), report, begun, now);
  const auto next = schedule_.next(now, std::uniform_real_distribution<>()(random_));
  listener_.round_ended({report, *job, state_, stored, next});
  co_return next;
}

std::map<RrsetKey, Failure> Loop::held_records(SteadyTime now) const {
  std::map<RrsetKey, Failure> held;
  for (const auto& record : job_->records) {
    if (!schedule_.is_due(record.key, now)) {
      held.emplace(record.key, *schedule_.failure_of(record.key));
    }
  }
  return held;
}

// A quiet round writes nothing: the memory may be flash.
Result<void> Loop::keep(State state) {
  const bool is_news = !is_stored_ || is_worth_storing(state_, state);
  state_ = std::move(state);
  if (!is_news) {
    return {};
  }
  auto stored = memory_.store(state_);
  is_stored_ = stored.has_value();
  return stored;
}

}  // namespace dyndns::update
