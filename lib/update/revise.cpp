#include "update/revise.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>

#include "async/task_group.hpp"

namespace dyndns::update {
namespace {

using Reports = std::vector<RecordReport>;

constexpr std::size_t zones_side_by_side = 8;  // each holds what it has read

RecordReport failed(const RrsetKey& key, const Address& address, const Failure& why) {
  RecordReport record{key, Outcome::failed};
  record.address = address;
  record.failure = why;
  return record;
}

Reports all_failed(const std::vector<WantedRrset>& wanted, const Failure& why) {
  Reports reports;
  for (const auto& want : wanted) {
    reports.push_back(failed(want.key, want.address, why));
  }
  return reports;
}

RecordReport report_of(const Change& change, const Result<void>& result) {
  RecordReport record{change.key, result ? Outcome::changed : Outcome::failed, change.before, change.after, change.ttl};
  if (!result) {
    record.failure = result.error();
  }
  return record;
}

void append(Reports& to, Reports reports) { std::ranges::move(reports, std::back_inserter(to)); }

// What needs no change, or cannot have one now; and, of a dry run, what would be changed.
Reports reports_without_change(const Plan& plan, const Revision& revision) {
  Reports reports;
  for (const auto& served : plan.unchanged) {
    reports.push_back({served.key, Outcome::unchanged, {}, *served.addresses.begin(), served.ttl.value_or(Ttl())});
  }
  for (const auto& [key, why] : plan.obstacles) {
    const auto want = std::ranges::find(revision.wanted, key, &WantedRrset::key);
    reports.push_back(failed(key, want->address, why));
  }
  for (const auto& planned : plan.changes) {
    const auto damped = revision.damped.find(planned.key);
    if (revision.dry_run) {
      reports.push_back({planned.key, Outcome::planned, planned.before, planned.after, planned.ttl});
    } else if (damped != revision.damped.end()) {
      reports.push_back(report_of(planned, damped->second));
    }
  }
  return reports;
}

std::vector<Change> changes_to_make(const Plan& plan, const Revision& revision) {
  std::vector<Change> changes;
  if (!revision.dry_run) {
    std::ranges::copy_if(plan.changes, std::back_inserter(changes),
                         [&](const Change& change) { return !revision.damped.contains(change.key); });
  }
  return changes;
}

std::vector<RrsetKey> keys_of(const auto& items) {
  std::vector<RrsetKey> keys;
  for (const auto& item : items) {
    keys.push_back(item.key);
  }
  return keys;
}

bool may_have_landed(const Result<void>& written) { return written || written.error().fault == Fault::unconfirmed; }

// What became of a change that may have landed: accepted is not yet served, and an answer that was lost is no failure.
Result<void> outcome_of(const Change& change, const Result<void>& written,
                        const Result<std::vector<ServedRrset>>& now) {
  if (!now) {
    const auto detail = written ? "could not confirm the update, " + now.error().detail : written.error().detail;
    return Failure{Fault::unconfirmed, detail, now.error().retry_after};
  }
  const auto confirmed = confirm(change, *now);
  return confirmed || written ? confirmed : written;
}

Task<Reports> apply(Zone& zone, std::vector<Change> changes) {
  const auto written = co_await zone.apply(changes);
  auto outcomes = written;
  if (std::ranges::any_of(written, may_have_landed)) {
    auto keys = keys_of(changes);
    const auto now = co_await zone.read(std::move(keys));
    for (std::size_t i = 0; i < changes.size(); ++i) {
      outcomes[i] = may_have_landed(written[i]) ? outcome_of(changes[i], written[i], now) : written[i];
    }
  }
  Reports reports;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    reports.push_back(report_of(changes[i], outcomes[i]));
    reports.back().is_written = written[i].has_value() || outcomes[i].has_value();
  }
  co_return reports;
}

Task<Reports> revise_zone(Zone& zone, Revision revision) {
  auto keys = keys_of(revision.wanted);
  const auto served = co_await zone.read(std::move(keys));
  if (!served) {
    co_return all_failed(revision.wanted, served.error());
  }
  const auto plan = make_plan(revision.wanted, *served, revision.rules);
  auto reports = reports_without_change(plan, revision);
  auto changes = changes_to_make(plan, revision);
  if (!changes.empty()) {
    append(reports, co_await apply(zone, std::move(changes)));
  }
  co_return reports;
}

Revision part_of(const Revision& whole, const std::vector<std::string>& domains) {
  Revision part{whole.rules, whole.dry_run, {}, whole.damped};
  std::ranges::copy_if(whole.wanted, std::back_inserter(part.wanted), [&](const WantedRrset& want) {
    return std::ranges::find(domains, want.key.domain) != domains.end();
  });
  return part;
}

}  // namespace

Task<Reports> revise(Account& account, Revision revision) {
  Reports reports;
  if (revision.wanted.empty()) {
    co_return reports;
  }
  auto domains = domains_of(revision.wanted);
  const auto opened = co_await account.open(std::move(domains));
  for (const auto& [domain, why] : opened.failures) {
    append(reports, all_failed(part_of(revision, {domain}).wanted, why));
  }
  const std::function<Task<Reports>(std::size_t)> revise_one = [&opened, &revision](std::size_t number) {
    auto& zone = *opened.zones[number];
    return revise_zone(zone, part_of(revision, zone.domains()));
  };
  auto revised = co_await async::side_by_side(opened.zones.size(), zones_side_by_side, revise_one);
  for (auto& of_zone : revised) {
    append(reports, std::move(of_zone));
  }
  co_return reports;
}

}  // namespace dyndns::update
