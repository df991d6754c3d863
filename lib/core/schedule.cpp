#include "core/schedule.hpp"

#include <algorithm>

namespace dyndns {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds first_delay = 10s;
constexpr milliseconds late = 1h;
constexpr milliseconds throttled_unasked = 1min;
constexpr std::chrono::seconds longest_asked = 24h;
constexpr unsigned most_doublings = 16;  // more than any interval needs, and no overflow

milliseconds backoff(unsigned times, milliseconds interval) {
  return std::min(interval, first_delay * (1 << std::min(times - 1, most_doublings)));
}

milliseconds delay_after(const Failure& failure, unsigned times, milliseconds interval) {
  if (!is_transient(failure.fault)) {
    return std::max(late, interval);
  }
  const auto soon = backoff(times, interval);
  if (failure.retry_after) {
    return std::max<milliseconds>(soon, std::min(*failure.retry_after, longest_asked));
  }
  return failure.fault == Fault::throttled ? std::max(soon, throttled_unasked) : soon;
}

}  // namespace

void Schedule::succeeded(const std::string& subject) { troubles_.erase(subject); }

void Schedule::failed(const std::string& subject, const Failure& failure, SteadyTime now) {
  const auto before = troubles_.find(subject);
  const auto times = before == troubles_.end() ? 1 : before->second.times + 1;
  troubles_.insert_or_assign(subject, Trouble{failure, times, now + delay_after(failure, times, pace_.interval)});
}

bool Schedule::is_due(const std::string& subject, SteadyTime now) const {
  const auto found = troubles_.find(subject);
  return found == troubles_.end() || found->second.not_before <= now;
}

std::optional<Failure> Schedule::failure_of(const std::string& subject) const {
  const auto found = troubles_.find(subject);
  return found == troubles_.end() ? std::nullopt : std::optional(found->second.failure);
}

SteadyTime Schedule::next(SteadyTime now, double random) const {
  const auto shift = 1 + pace_.jitter * (2 * random - 1);
  auto next = now + std::chrono::duration_cast<milliseconds>(pace_.interval * shift);
  for (const auto& [subject, trouble] : troubles_) {
    if (is_transient(trouble.failure.fault) && trouble.not_before > now) {
      const auto wait = (trouble.not_before - now) * (1 + pace_.jitter * random);
      next = std::min(next, now + std::chrono::duration_cast<milliseconds>(wait));
    }
  }
  return next;
}

}  // namespace dyndns
