#include "core/write_budget.hpp"

#include <algorithm>
#include <string>

namespace dyndns {

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
