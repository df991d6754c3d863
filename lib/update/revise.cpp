#include "update/revise.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <set>

#include "async/task_group.hpp"

namespace dyndns::update {
namespace {

using Reports = std::vector<RecordReport>;

RecordReport failed(const RrsetKey& key, const Address& address, const Failure& why) {
  RecordReport record{key, Outcome::failed};
  record.address = address;
  record.failure = why;
  return record;
}

void fail_all(const std::vector<WantedRrset>& wanted, const Failure& why, Reports& reports) {
  for (const auto& want : wanted) {
    reports.push_back(failed(want.key, want.address, why));
  }
}

void report_unplanned(const Plan& plan, const std::vector<WantedRrset>& wanted, Reports& reports) {
  for (const auto& served : plan.unchanged) {
    reports.push_back({served.key, Outcome::unchanged, {}, *served.addresses.begin(), served.ttl});
  }
  for (const auto& [key, why] : plan.obstacles) {
    const auto want = std::ranges::find(wanted, key, &WantedRrset::key);
    reports.push_back(failed(key, want->address, why));
  }
}

RecordReport report_of(const Change& change, const Result<void>& result) {
  RecordReport record{change.key, result ? Outcome::changed : Outcome::failed, change.before, change.after, change.ttl};
  if (!result) {
    record.failure = result.error();
  }
  return record;
}

std::vector<RrsetKey> keys_of(const auto& items) {
  std::vector<RrsetKey> keys;
  for (const auto& item : items) {
    keys.push_back(item.key);
  }
  return keys;
}

// The outcomes of the changes, once more looked at: accepted is not yet served.
std::vector<Result<void>> judge(const std::vector<Change>& changes, std::vector<Result<void>> outcomes,
                                const Result<std::vector<ServedRrset>>& now) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (outcomes[i] && !now) {
      outcomes[i] = Failure{Fault::unconfirmed, "could not confirm the update, " + now.error().detail};
    } else if (outcomes[i]) {
      outcomes[i] = confirm(changes[i], *now);
    }
  }
  return outcomes;
}

Task<void> change(Zone& zone, const std::vector<Change>& changes, Reports& reports) {
  auto outcomes = co_await zone.apply(changes);
  if (std::ranges::any_of(outcomes, [](const auto& outcome) { return outcome.has_value(); })) {
    auto keys = keys_of(changes);
    const auto now = co_await zone.read(std::move(keys));
    outcomes = judge(changes, std::move(outcomes), now);
  }
  for (std::size_t i = 0; i < changes.size(); ++i) {
    reports.push_back(report_of(changes[i], outcomes[i]));
  }
}

Task<void> revise_zone(Zone& zone, Revision revision, Reports& reports) {
  auto keys = keys_of(revision.wanted);
  const auto served = co_await zone.read(std::move(keys));
  if (!served) {
    fail_all(revision.wanted, served.error(), reports);
    co_return;
  }
  const auto plan = make_plan(revision.wanted, *served, revision.rules);
  report_unplanned(plan, revision.wanted, reports);
  if (revision.dry_run) {
    for (const auto& planned : plan.changes) {
      reports.push_back({planned.key, Outcome::planned, planned.before, planned.after, planned.ttl});
    }
  } else if (!plan.changes.empty()) {
    co_await change(zone, plan.changes, reports);
  }
}

Revision part_of(const Revision& whole, const std::vector<std::string>& domains) {
  Revision part{whole.rules, whole.dry_run, {}};
  std::ranges::copy_if(whole.wanted, std::back_inserter(part.wanted), [&](const WantedRrset& want) {
    return std::ranges::find(domains, want.key.domain) != domains.end();
  });
  return part;
}

std::vector<std::string> domains_of(const std::vector<WantedRrset>& wanted) {
  std::set<std::string> domains;
  for (const auto& want : wanted) {
    domains.insert(want.key.domain);
  }
  return {domains.begin(), domains.end()};
}

// Its own function, since a task group allows no other wait beside it.
Task<void> revise_zones(const std::vector<std::unique_ptr<Zone>>& opened, const Revision& revision, Reports& reports) {
  async::TaskGroup zones(co_await boost::asio::this_coro::executor);
  for (const auto& zone : opened) {
    zones.start(revise_zone(*zone, part_of(revision, zone->domains()), reports));
  }
  co_await zones.join();
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
    fail_all(part_of(revision, {domain}).wanted, why, reports);
  }
  co_await revise_zones(opened.zones, revision, reports);
  co_return reports;
}

}  // namespace dyndns::update
