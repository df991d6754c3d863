#include "update/loop.hpp"

#include <utility>

#include "update/round.hpp"

namespace dyndns::update {

namespace {

std::set<Family> gone_families(const Report& report) {
  std::set<Family> gone{Family::ipv4, Family::ipv6};
  std::erase_if(gone, [&](Family family) { return !is_gone(report.findings, family); });
  return gone;
}

}  // namespace

std::string word_for(const std::optional<Waking>& woken) {
  return !woken ? "time" : woken == Waking::by_network ? "network" : "request";
}

Loop::Loop(const boost::asio::any_io_executor& executor, Clock& clock, Memory& memory, std::mt19937_64& random,
           Listener& listener)
    : clock_(clock), memory_(memory), random_(random), listener_(listener), bell_(executor), lot_(random()) {}

void Loop::use(std::shared_ptr<Job> job) {
  const bool is_first = job_ == nullptr;
  job_ = std::move(job);
  woken_ = Waking::by_person;
  if (!is_first) {
    bell_.ring();  // run() begins with a round unasked
  }
}

void Loop::wake(Waking waking) {
  woken_ = std::max(woken_, std::optional(waking));
  bell_.ring();
}

Task<void> Loop::run() {
  const auto first = Schedule(job_->pace).first(clock_.steady(), draw());
  co_await bell_.wait_until(clock_, first);
  for (;;) {
    const auto next = co_await hold_round();
    co_await bell_.wait_until(clock_, next);
  }
}

Task<SteadyTime> Loop::hold_round() {
  listener_.round_begins();
  const auto job = job_;  // a reload during the round leaves it with what it began with
  const auto woken = std::exchange(woken_, std::nullopt);
  if (woken == Waking::by_person) {
    schedule_ = Schedule(job->pace);
  } else if (woken == Waking::by_network) {
    schedule_.network_changed();
  }
  state_ = usable_state(*job, std::move(state_));
  const auto begun = clock_.steady();
  RoundOrder order{state_, held_records(begun)};
  order.damped = woken == Waking::by_person ? std::map<RrsetKey, Failure>() : damped_records(begun);
  order.gone = gone_;
  order.lot = lot_;
  auto held = co_await run_round(*job, std::move(order), clock_, random_);
  const auto now = clock_.steady();
  const auto report = account_for(std::move(held), now);
  gone_ = gone_families(report);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(now - begun);
  const auto stored = keep(remember(state_, report, {clock_.wall(), word_for(woken), took}));
  schedule_ = reschedule(std::move(schedule_), report, begun, now);
  const auto next = schedule_.next(now, draw());
  listener_.round_ended({report, *job, state_, stored, schedule_, next, woken});
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

std::map<RrsetKey, Failure> Loop::damped_records(SteadyTime now) const {
  std::map<RrsetKey, Failure> damped;
  for (const auto& record : job_->records) {
    if (const auto why = budget_.why_not(record.key, now)) {
      damped.emplace(record.key, *why);
    }
  }
  return damped;
}

Report Loop::account_for(Report report, SteadyTime now) {
  budget_ = spend(std::move(budget_), report, now);
  for (auto& record : report.records) {
    record.is_strained = budget_.is_strained(record.key, now);
  }
  return report;
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
