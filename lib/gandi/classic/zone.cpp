#include "gandi/classic/zone.hpp"

#include <algorithm>
#include <utility>

#include "gandi/classic/publish.hpp"
#include "gandi/classic/records.hpp"

namespace dyndns::gandi {
namespace {

Result<std::vector<ServedRrset>> served_rrsets(const std::vector<RrsetKey>& keys,
                                               const std::vector<ClassicRecord>& records) {
  std::vector<ServedRrset> all;
  for (const auto& key : keys) {
    auto served = served_rrset(key, records);
    if (!served) {
      return served.error();
    }
    all.push_back(std::move(*served));
  }
  return all;
}

// The name that all keys have; empty when there are several, and the whole zone must be read.
std::string common_name(const std::vector<RrsetKey>& keys) {
  const auto& name = keys.front().name;
  const bool is_common = std::ranges::all_of(keys, [&name](const RrsetKey& key) { return key.name == name; });
  return is_common ? name : std::string();
}

const Change* find_same_rrset(const std::vector<Change>& changes, const RrsetKey& key) {
  const auto same = [&key](const Change& change) { return same_rrset(change.key, key); };
  const auto found = std::ranges::find_if(changes, same);
  return found == changes.end() ? nullptr : &*found;
}

// Domains that share a zone share its RRsets, each of which is to be changed once.
std::vector<Change> once_each(const std::vector<Change>& changes) {
  std::vector<Change> once;
  for (const auto& change : changes) {
    if (find_same_rrset(once, change.key) == nullptr) {
      once.push_back(change);
    }
  }
  return once;
}

Result<void> outcome_of(const Change& change, const std::vector<Change>& made, const Result<void>& published) {
  const auto* const instead = find_same_rrset(made, change.key);
  if (instead->after == change.after && instead->ttl == change.ttl) {
    return published;
  }
  return Failure{Fault::refused, "'" + host_name(change.key) + "' and '" + host_name(instead->key) +
                                     "' are one record, because the domains share a zone; configure the same 'ttl' "
                                     "for both"};
}

class ClassicZone : public Zone {
 public:
  ClassicZone(ZoneCalls calls, std::vector<std::string> domains)
      : calls_(std::move(calls)), domains_(std::move(domains)) {}

  [[nodiscard]] const std::vector<std::string>& domains() const override { return domains_; }

  [[nodiscard]] Task<Result<std::vector<ServedRrset>>> read(std::vector<RrsetKey> keys) override {
    if (keys.empty()) {
      co_return std::vector<ServedRrset>();
    }
    const auto records = co_await calls_.records(ZoneCalls::active, common_name(keys));
    if (!records) {
      co_return records.error();
    }
    co_return served_rrsets(keys, *records);
  }

  [[nodiscard]] Task<std::vector<Result<void>>> apply(std::vector<Change> changes) override {
    std::vector<Result<void>> outcomes;
    if (changes.empty()) {
      co_return outcomes;
    }
    const auto once = once_each(changes);
    const auto published = co_await publish(calls_, once);
    for (const auto& change : changes) {
      outcomes.push_back(outcome_of(change, once, published));
    }
    co_return outcomes;
  }

 private:
  ZoneCalls calls_;
  std::vector<std::string> domains_;
};

}  // namespace

std::unique_ptr<Zone> make_classic_zone(ZoneCalls calls, std::vector<std::string> domains) {
  return std::make_unique<ClassicZone>(std::move(calls), std::move(domains));
}

}  // namespace dyndns::gandi
