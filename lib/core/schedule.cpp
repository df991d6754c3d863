#include "core/schedule.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds first_delay = 10s;
constexpr milliseconds late = 1h;  // and no backoff is longer
constexpr milliseconds throttled_unasked = 1min;
constexpr std::chrono::seconds longest_asked = 24h;
constexpr auto boot = 5min;
constexpr milliseconds spread_at_boot = 2s;
constexpr unsigned most_doublings = 16;  // more than any interval needs, and no overflow

bool is_damped(const std::optional<Failure>& failure) { return failure && failure->fault == Fault::damped; }

bool is_of_the_network(const std::optional<Failure>& failure) {
  return !failure || failure->fault == Fault::unreachable || failure->fault == Fault::timed_out;
}

milliseconds backoff(unsigned times, milliseconds interval) {
  return std::min({interval, late, milliseconds(first_delay * (1 << std::min(times - 1, most_doublings)))});
}

milliseconds delay_after(const std::optional<Failure>& failure, unsigned times, milliseconds interval) {
  const auto soon = backoff(times, interval);
  if (!failure) {
    return soon;
  }
  if (!is_transient(failure->fault)) {
    return late;
  }
  if (is_damped(failure) && failure->retry_after) {
    return *failure->retry_after;  // read at every round, which says each time how long it still is
  }
  if (failure->retry_after) {
    return std::max<milliseconds>(soon, std::min(*failure->retry_after, longest_asked));
  }
  return failure->fault == Fault::throttled ? std::max(soon, throttled_unasked) : soon;
}

}  // namespace

void Schedule::succeeded(const Subject& subject) { troubles_.erase(subject); }

void Schedule::undecided(Family family, SteadyTime now) { note(family, std::nullopt, now); }

void Schedule::failed(const Subject& subject, const Failure& failure, SteadyTime now) { note(subject, failure, now); }

void Schedule::network_changed() {
  std::erase_if(troubles_, [](const auto& each) { return is_of_the_network(each.second.failure); });
}

void Schedule::note(const Subject& subject, std::optional<Failure> failure, SteadyTime now) {
  const auto before = troubles_.find(subject);
  const auto times = before == troubles_.end() ? 1 : before->second.times + 1;
  const auto not_before = now + delay_after(failure, times, pace_.interval);
  troubles_.insert_or_assign(subject, Trouble{std::move(failure), times, not_before});
}

bool Schedule::is_due(const Subject& subject, SteadyTime now) const {
  const auto found = troubles_.find(subject);
  return found == troubles_.end() || found->second.not_before <= now || is_damped(found->second.failure);
}

std::optional<Failure> Schedule::failure_of(const Subject& subject) const {
  const auto found = troubles_.find(subject);
  return found == troubles_.end() ? std::nullopt : found->second.failure;
}

std::optional<SteadyTime> Schedule::waits_until(const Subject& subject) const {
  const auto found = troubles_.find(subject);
  return found == troubles_.end() ? std::nullopt : std::optional(found->second.not_before);
}

SteadyTime Schedule::first(SteadyTime now, double random) const {
  const bool is_just_booted = now.time_since_epoch() < boot;
  return is_just_booted && pace_.jitter > 0 ? now + std::chrono::duration_cast<milliseconds>(spread_at_boot * random)
                                            : now;
}

SteadyTime Schedule::next(SteadyTime now, double random) const {
  const auto shift = 1 + pace_.jitter * (2 * random - 1);
  auto next = now + std::chrono::duration_cast<milliseconds>(pace_.interval * shift);
  for (const auto& [subject, trouble] : troubles_) {
    const bool is_tried_soon =
        !trouble.failure || is_transient(trouble.failure->fault) || pace_.interval > late;  // else any round will do
    if (is_tried_soon && trouble.not_before > now) {
      const auto wait = (trouble.not_before - now) * (1 + pace_.jitter * random);
      next = std::min(next, now + std::chrono::duration_cast<milliseconds>(wait));
    }
  }
  return next;
}

void WriteBudget::spend(const RrsetKey& record, SteadyTime now) {
  std::erase_if(full_at_, [now](const auto& each) { return each.second <= now; });
  auto& full_at = full_at_.try_emplace(record, now).first->second;
  full_at = std::min<SteadyTime>(full_at + period, now + most * period);  // a person may write more than there is
}

std::optional<Failure> WriteBudget::why_not(const RrsetKey& record, SteadyTime now) const {
  const auto next = has(1, record);
  if (next <= now) {
    return std::nullopt;
  }
  const auto minutes = std::to_string(std::chrono::ceil<std::chrono::minutes>(next - now).count());
  return Failure{Fault::damped,
                 "it was written too often lately (the most is " + std::to_string(most) +
                     " times in a row, then once in " + std::to_string(period.count()) +
                     " min), so what Gandi serves is left alone for " + minutes + " min",
                 std::chrono::ceil<std::chrono::seconds>(next - now)};
}

bool WriteBudget::is_strained(const RrsetKey& record, SteadyTime now) const { return has(2, record) > now; }

SteadyTime WriteBudget::has(int writes, const RrsetKey& record) const {
  const auto found = full_at_.find(record);
  return found == full_at_.end() ? SteadyTime::min() : SteadyTime(found->second - (most - writes) * period);
}

}  // namespace dyndns
