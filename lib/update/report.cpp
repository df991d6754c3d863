#include "update/report.hpp"

#include <sysexits.h>

#include <algorithm>
#include <array>
#include <utility>

namespace dyndns::update {
namespace {

bool is_served(Outcome outcome) { return outcome == Outcome::unchanged || outcome == Outcome::changed; }

// A damped record was read, and nothing was tried.
bool is_doubtful(const RecordReport& record) {
  return record.outcome == Outcome::failed && record.failure->fault != Fault::damped;
}

// `known` is what was remembered of the record, if anything.
Confirmation confirmation_of(const RecordReport& record, const Confirmation* known, WallTime now) {
  const bool is_old = known != nullptr && known->address == *record.address;
  return {*record.address, record.ttl, is_old ? known->since : now, now};
}

// A change of the TTL alone is none.
std::vector<Move> with_moves(std::vector<Move> moves, const Report& report, const Held& held) {
  for (const auto& record : report.records) {
    if (record.outcome != Outcome::changed || record.before == std::set{*record.address}) {
      continue;
    }
    const auto* const agreed = agreement(report.findings, family_of(record.key.type));
    moves.push_back({record.key, record.before.empty() ? std::nullopt : std::optional(*record.before.begin()),
                     *record.address, held.now, held.occasion,
                     agreed == nullptr ? std::vector<std::string>() : agreed->operators, held.took});
  }
  moves.erase(moves.begin(), moves.end() - static_cast<std::ptrdiff_t>(std::min(moves.size(), most_moves)));
  return moves;
}

// Nothing failed, and yet not all is well.
constexpr int stale = 1;

int severity(int code) {
  constexpr std::array order = {EX_OK, stale, EX_TEMPFAIL, EX_UNAVAILABLE, EX_NOPERM, EX_CONFIG, EX_SOFTWARE};
  return static_cast<int>(std::ranges::find(order, code) - order.begin());
}

}  // namespace

State remember(State before, const Report& report, const Held& held) {
  const auto now = held.now;
  State after{std::move(before.origin),
              {},
              std::move(before.standings),
              before.access,
              with_moves(std::move(before.moves), report, held)};
  for (const auto& findings : report.findings) {
    after.standings = learned(std::move(after.standings), findings, now);
  }
  for (const auto& record : report.records) {
    const auto known = before.records.find(record.key);
    const auto* const confirmation = known == before.records.end() ? nullptr : &known->second;
    if (is_served(record.outcome)) {
      after.records.emplace(record.key, confirmation_of(record, confirmation, now));
    } else if (confirmation != nullptr) {
      auto& kept = after.records.emplace(record.key, *confirmation).first->second;
      kept.confirmed = is_doubtful(record) ? std::nullopt : kept.confirmed;
    }
  }
  return after;
}

Schedule reschedule(Schedule before, const Report& report, SteadyTime begun, SteadyTime now) {
  auto after = std::move(before);
  for (const auto& findings : report.findings) {
    if (is_well(findings)) {
      after.succeeded(findings.family);
    } else {
      after.undecided(findings.family, now);
    }
  }
  for (const auto& record : report.records) {
    if (is_served(record.outcome)) {
      after.succeeded(record.key);
    } else if (record.outcome == Outcome::failed && after.is_due(record.key, begun)) {
      after.failed(record.key, *record.failure, now);
    }
  }
  return after;
}

WriteBudget spend(WriteBudget before, const Report& report, SteadyTime now) {
  auto after = std::move(before);
  for (const auto& record : report.records) {
    if (record.is_written) {
      after.spend(record.key, now);
    }
  }
  return after;
}

int exit_code(Fault fault) {
  switch (fault) {
    case Fault::unreachable:
    case Fault::timed_out:
      return EX_UNAVAILABLE;
    case Fault::unavailable:
    case Fault::unconfirmed:
    case Fault::throttled:
    case Fault::damped:
    case Fault::malformed:
      return EX_TEMPFAIL;
    case Fault::denied:
      return EX_NOPERM;
    case Fault::missing:
    case Fault::refused:
      return EX_CONFIG;
  }
  return EX_SOFTWARE;
}

int exit_code(const RecordReport& record) {
  if (!record.failure) {
    return EX_OK;
  }
  return record.outcome == Outcome::failed ? exit_code(record.failure->fault) : stale;
}

int worse(int one, int other) { return severity(other) > severity(one) ? other : one; }

int exit_code(const Report& report) {
  int worst = EX_OK;
  for (const auto& findings : report.findings) {
    worst = worse(worst, is_well(findings) ? EX_OK : EX_UNAVAILABLE);
  }
  for (const auto& record : report.records) {
    worst = worse(worst, exit_code(record));
  }
  return worst;
}

}  // namespace dyndns::update
