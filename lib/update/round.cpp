#include "update/round.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <set>
#include <variant>

#include "async/task_group.hpp"
#include "core/asking.hpp"
#include "update/revise.hpp"

namespace dyndns::update {
namespace {

// The order is random, so that no source sees every round and none decides alone who is asked; but all have a turn
// before one has its second.
std::vector<RankedSource> rank_sources(const FamilySources& family, const Standings& standings, WallTime now,
                                       std::mt19937_64& random) {
  std::vector<std::pair<bool, RankedSource>> order;
  for (const auto& source : family.sources) {
    const auto known = standings.find({family.family, source->name()});
    const auto standing = known == standings.end() ? Standing() : known->second;
    order.push_back({standing.has_had_turn, {source.get(), rank_of(standing, now), patience_with(standing)}});
  }
  std::ranges::shuffle(order, random);
  // Not of std::ranges: clang-tidy 14 does not take it from libstdc++ 12.
  std::stable_partition(order.begin(), order.end(), [](const auto& each) { return !each.first; });
  std::vector<RankedSource> sources;
  std::ranges::transform(order, std::back_inserter(sources), &std::pair<bool, RankedSource>::second);
  return sources;
}

// Strangers may fail: they need all spares.
unsigned spares_for(const std::vector<RankedSource>& sources, const AskingRules& rules) {
  std::set<std::string> good;
  std::set<std::string> known;
  for (const auto& [source, rank, patience] : sources) {
    if (rank == Rank::good) {
      good.insert(source->operator_name());
    }
    if (patience) {
      known.insert(source->operator_name());
    }
  }
  return known.size() < rules.quorum ? rules.spares
                                     : std::min(rules.spares, polite_spares(good.size(), rules.quorum, rules.interval));
}

Task<Findings> ask_family(const FamilySources& family, std::vector<RankedSource> sources, Clock& clock) {
  if (auto findings = obstructed(family)) {
    co_return *std::move(findings);
  }
  auto rules = family.rules;
  rules.spares = spares_for(sources, rules);
  auto findings = co_await ask_sources(family.family, std::move(sources), rules, clock);
  co_return completed(family, std::move(findings));
}

Task<std::vector<Findings>> ask_families(const Job& job, const Standings& standings, Clock& clock,
                                         std::mt19937_64& random) {
  std::vector<Task<Findings>> families;
  for (const auto& family : job.families) {
    families.push_back(ask_family(family, rank_sources(family, standings, clock.wall(), random), clock));
  }
  co_return co_await async::side_by_side(std::move(families));
}

// Up to half of it earlier, by lot: what was confirmed in one round, here or in a whole fleet, is not read again in
// one. What was confirmed together in a domain is read together.
std::chrono::seconds verify_interval_for(const RrsetKey& key, const RoundOrder& order, const Job& job) {
  const auto known = order.known.records.find(key);
  if (job.pace.jitter == 0 || known == order.known.records.end() || !known->second.confirmed) {
    return job.verify_interval;
  }
  const auto confirmed = std::to_string(known->second.confirmed->time_since_epoch().count());
  const auto lot = std::hash<std::string>{}(key.domain + ' ' + confirmed + ' ' + std::to_string(order.lot));
  const auto share = static_cast<double>(lot) / static_cast<double>(std::numeric_limits<std::size_t>::max());
  return std::chrono::ceil<std::chrono::seconds>(job.verify_interval * (1 - share / 2));
}

// The family is gone, and was there when the record was put or last seen.
std::optional<Failure> why_stale(const RrsetKey& key, const std::vector<Findings>& findings, const Job& job,
                                 const RoundOrder& order) {
  const auto family = family_of(key.type);
  const auto served = order.known.records.find(key);
  if (!is_gone(findings, family) || !order.gone.contains(family) || served == order.known.records.end() ||
      order.known.origin != job.origin) {
    return std::nullopt;
  }
  const bool is_ipv6 = family == Family::ipv6;
  return Failure{Fault::missing, "Gandi still serves " + served->second.address.to_string() +
                                     ", but this host has no " + (is_ipv6 ? "global IPv6" : "IPv4") +
                                     " address any more; if it is to have none, " + R"(set ")" +
                                     (is_ipv6 ? "ipv6" : "ipv4") + R"(": false and delete the record)"};
}

// What can be said of a record before Gandi is asked, or what Gandi must be asked about.
std::variant<RecordReport, WantedRrset> decide(const RecordWish& wish, const std::vector<Findings>& findings,
                                               const Job& job, const RoundOrder& order, WallTime now) {
  RecordReport record{wish.key};
  const auto* const agreed = agreement(findings, family_of(wish.key.type));
  if (agreed == nullptr) {
    record.failure = why_stale(wish.key, findings, job, order);
    return record;
  }
  const auto address = address_for(wish, agreed->address);
  if (!address) {
    record.outcome = Outcome::failed;
    record.failure = address.error();
    return record;
  }
  record.address = *address;
  const WantedRrset wanted{wish.key, *address, wish.ttl};
  const bool is_known = !order.dry_run && !order.verify && order.known.origin == job.origin;
  if (is_known && is_confirmed(order.known, wanted, now, verify_interval_for(wish.key, order, job))) {
    record.outcome = Outcome::confirmed;
    record.ttl = order.known.records.at(wish.key).ttl;
    return record;
  }
  if (const auto held = order.held.find(wish.key); held != order.held.end()) {
    record.outcome = Outcome::failed;
    record.failure = held->second;
    return record;
  }
  return wanted;
}

// A read that finds what is wanted where something else was remembered finds a change: ours, whose answer was lost, or
// somebody else's.
RecordReport compare(RecordReport record, const State& known) {
  const auto before = known.records.find(record.key);
  if (record.outcome == Outcome::unchanged && before != known.records.end() &&
      before->second.address != *record.address) {
    record.outcome = Outcome::changed;
    record.before = {before->second.address};
  }
  return record;
}

}  // namespace

Task<Report> run_round(Job& job, RoundOrder order, Clock& clock, std::mt19937_64& random) {
  Report report;
  report.dry_run = order.dry_run;
  report.findings = co_await ask_families(job, order.known.standings, clock, random);
  Revision revision{job.plan_rules, order.dry_run, {}, order.damped};
  std::vector<WantedRrset> confirmed;
  for (const auto& wish : job.records) {
    auto decided = decide(wish, report.findings, job, order, clock.wall());
    if (auto* const wanted = std::get_if<WantedRrset>(&decided)) {
      revision.wanted.push_back(std::move(*wanted));
      continue;
    }
    const auto& record = report.records.emplace_back(std::get<RecordReport>(std::move(decided)));
    if (record.outcome == Outcome::confirmed && job.may_domains_share_a_zone) {
      confirmed.push_back({wish.key, *record.address, wish.ttl});
    }
  }
  for (auto& rival : rivals_of(revision.wanted, confirmed)) {
    std::erase_if(report.records, [&rival](const auto& record) { return record.key == rival.key; });
    revision.wanted.push_back(std::move(rival));
  }
  const auto revised = co_await revise(*job.account, std::move(revision));
  const bool can_compare = !order.dry_run && order.known.origin == job.origin;
  for (const auto& record : revised) {
    report.records.push_back(can_compare ? compare(record, order.known) : record);
  }
  std::ranges::sort(report.records, {}, &RecordReport::key);
  job.rest();
  co_return report;
}

}  // namespace dyndns::update
