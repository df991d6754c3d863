#include "update/round.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "async/task_group.hpp"
#include "update/revise.hpp"

namespace dyndns::update {
namespace {

// The order is random, so that no source sees every round and none decides alone who is asked.
std::vector<AddressSource*> shuffled(const std::vector<std::unique_ptr<AddressSource>>& sources,
                                     std::mt19937_64& random) {
  std::vector<AddressSource*> order;
  for (const auto& source : sources) {
    order.push_back(source.get());
  }
  std::ranges::shuffle(order, random);
  return order;
}

Task<void> detect(const Electorate& electorate, std::vector<AddressSource*> order, Clock& clock, Detection& found) {
  found = co_await gather(electorate.family, std::move(order), electorate.rules, clock);
  found.is_absent = is_absent(electorate, found.verdict);
}

Task<std::vector<Detection>> detect_all(Job& job, Clock& clock, std::mt19937_64& random) {
  std::vector<Detection> detections;
  for (const auto& electorate : job.electorates) {
    detections.push_back({electorate.family, electorate.rules.quorum});
  }
  async::TaskGroup families(co_await boost::asio::this_coro::executor);
  for (std::size_t i = 0; i < detections.size(); ++i) {
    auto order = shuffled(job.electorates[i].sources, random);
    families.start(detect(job.electorates[i], std::move(order), clock, detections[i]));
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
  report.detections = co_await detect_all(job, clock, random);
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
