#include "update/round.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <set>

#include "async/task_group.hpp"
#include "core/canvass.hpp"
#include "update/revise.hpp"

namespace dyndns::update {
namespace {

// The order is random, so that no source sees every round and none decides alone who is asked; but all have a turn
// before one has its second.
std::vector<Panelist> make_panel(const Electorate& electorate, const Standings& standings, WallTime now,
                                 std::mt19937_64& random) {
  std::vector<std::pair<bool, Panelist>> order;
  for (const auto& source : electorate.sources) {
    const auto known = standings.find({electorate.family, source->name()});
    const auto standing = known == standings.end() ? Standing() : known->second;
    order.push_back({standing.has_had_turn, {source.get(), rank_of(standing, now), patience_with(standing)}});
  }
  std::ranges::shuffle(order, random);
  std::ranges::stable_partition(order, [](const auto& each) { return !each.first; });
  std::vector<Panelist> panel;
  std::ranges::transform(order, std::back_inserter(panel), &std::pair<bool, Panelist>::second);
  return panel;
}

// Strangers may fail: they need all spares.
unsigned spares_for(const std::vector<Panelist>& panel, const GatherRules& rules) {
  std::set<std::string> good;
  std::set<std::string> known;
  for (const auto& [source, rank, patience] : panel) {
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

Task<void> detect(const Electorate& electorate, std::vector<Panelist> panel, Clock& clock, Detection& found) {
  auto rules = electorate.rules;
  rules.spares = spares_for(panel, rules);
  found = co_await gather(electorate.family, std::move(panel), rules, clock);
  found.is_absent = is_absent(electorate, found.verdict);
}

Task<std::vector<Detection>> detect_all(Job& job, const Standings& standings, Clock& clock, std::mt19937_64& random) {
  std::vector<Detection> detections;
  for (const auto& electorate : job.electorates) {
    detections.push_back({electorate.family, electorate.rules.quorum});
  }
  async::TaskGroup families(co_await boost::asio::this_coro::executor);
  for (std::size_t i = 0; i < detections.size(); ++i) {
    auto panel = make_panel(job.electorates[i], standings, clock.wall(), random);
    families.start(detect(job.electorates[i], std::move(panel), clock, detections[i]));
  }
  co_await families.join();
  co_return detections;
}

std::optional<Address> address_for(RecordType type, const std::vector<Detection>& detections, const Job& job) {
  for (std::size_t i = 0; i < detections.size(); ++i) {
    const auto* agreed = std::get_if<Agreed>(&detections[i].verdict);
    if (agreed != nullptr && detections[i].family == family_of(type)) {
      const auto& suffix = job.electorates[i].suffix;
      return suffix ? with_suffix(agreed->address, *suffix) : agreed->address;
    }
  }
  return std::nullopt;
}

// What can be said of a record before Gandi is asked; undecided with an address is what must be asked.
RecordReport judge(const RecordWish& wish, const std::vector<Detection>& detections, const Job& job,
                   const RoundOrder& order, WallTime now) {
  RecordReport record{wish.key};
  record.address = address_for(wish.key.type, detections, job);
  if (!record.address) {
    return record;
  }
  const WantedRrset wanted{wish.key, *record.address, wish.ttl};
  const bool is_known = !order.dry_run && order.known.origin == job.origin;
  if (is_known && is_confirmed(order.known, wanted, now, job.verify_interval)) {
    record.outcome = Outcome::confirmed;
    record.ttl = order.known.records.at(wish.key).ttl;
  } else if (const auto held = order.held.find(wish.key); held != order.held.end()) {
    record.outcome = Outcome::failed;
    record.failure = held->second;
  }
  return record;
}

}  // namespace

Task<Report> run_round(Job& job, RoundOrder order, Clock& clock, std::mt19937_64& random) {
  Report report;
  report.dry_run = order.dry_run;
  report.detections = co_await detect_all(job, order.known.standings, clock, random);
  Revision revision{job.plan_rules, order.dry_run, {}};
  for (const auto& wish : job.records) {
    auto record = judge(wish, report.detections, job, order, clock.wall());
    if (record.address && record.outcome == Outcome::undecided) {
      revision.wanted.push_back({wish.key, *record.address, wish.ttl});
    } else {
      report.records.push_back(std::move(record));
    }
  }
  const auto revised = co_await revise(*job.account, std::move(revision));
  report.records.insert(report.records.end(), revised.begin(), revised.end());
  std::ranges::sort(report.records, {}, &RecordReport::key);
  job.rest();
  co_return report;
}

}  // namespace dyndns::update
