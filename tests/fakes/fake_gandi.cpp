#include "fakes/fake_gandi.hpp"

#include <algorithm>
#include <utility>

namespace dyndns::fakes {

class FakeGandi::FakeZone final : public Zone {
 public:
  FakeZone(FakeGandi& gandi, std::vector<std::string> domains) : gandi_(gandi), domains_(std::move(domains)) {}

  [[nodiscard]] const std::vector<std::string>& domains() const override { return domains_; }

  [[nodiscard]] Task<Result<std::vector<ServedRrset>>> read(std::vector<RrsetKey> keys) override {
    ++gandi_.reads;
    const auto failure = co_await gandi_.call(Call::read, domains_.front());
    if (failure) {
      co_return *failure;
    }
    co_return gandi_.look_up(keys);
  }

  [[nodiscard]] Task<std::vector<Result<void>>> apply(std::vector<Change> changes) override {
    ++gandi_.applies;
    std::vector<Result<void>> outcomes;
    for (const auto& change : changes) {
      outcomes.push_back(co_await put(change));
    }
    gandi_.other_writer();
    co_return outcomes;
  }

 private:
  [[nodiscard]] Task<Result<void>> put(const Change& change) {
    const auto failure = co_await gandi_.call(Call::apply, change.key.domain);
    if (failure) {
      co_return *failure;
    }
    gandi_.write(change);
    if (gandi_.loses_answers) {
      co_return Failure{Fault::unconfirmed, "no answer to the write"};
    }
    co_return Result<void>();
  }

  FakeGandi& gandi_;
  std::vector<std::string> domains_;
};

FakeRrset FakeGandi::at(const RrsetKey& key) const {
  const auto found = records_.find(home_of(key));
  return found == records_.end() ? FakeRrset() : found->second;
}

Task<Account::Opened> FakeGandi::open(std::vector<std::string> domains) {
  ++opens;
  Opened opened;
  std::map<std::size_t, std::vector<std::string>> by_zone;
  for (const auto& domain : domains) {
    asked_domains.insert(domain);
    const auto failure = co_await call(Call::open, domain);
    const auto zone = std::ranges::find_if(
        zones_, [&](const auto& hosted) { return std::ranges::find(hosted, domain) != hosted.end(); });
    if (failure) {
      opened.failures.emplace_back(domain, *failure);
    } else if (zone == zones_.end()) {
      opened.failures.emplace_back(domain, Failure{Fault::missing, "'" + domain + "' is not in this account"});
    } else {
      by_zone[static_cast<std::size_t>(zone - zones_.begin())].push_back(domain);
    }
  }
  for (auto& [zone, served] : by_zone) {
    opened.zones.push_back(std::make_unique<FakeZone>(*this, std::move(served)));
  }
  co_return opened;
}

void FakeGandi::forget_calls() {
  opens = reads = applies = 0;
  writes.clear();
  asked_domains.clear();
}

RrsetKey FakeGandi::home_of(const RrsetKey& key) const {
  for (const auto& domains : zones_) {
    if (std::ranges::find(domains, key.domain) != domains.end()) {
      return {domains.front(), key.name, key.type};
    }
  }
  return key;
}

Task<std::optional<Failure>> FakeGandi::call(Call call, std::string domain) {
  co_await clock_.sleep_until(clock_.steady() + latency);
  co_return trouble(call, domain);
}

std::vector<ServedRrset> FakeGandi::look_up(const std::vector<RrsetKey>& keys) const {
  std::vector<ServedRrset> served;
  for (const auto& key : keys) {
    const auto found = records_.find(home_of(key));
    if (found == records_.end()) {
      served.push_back({key, {}});
    } else {
      served.push_back({key, found->second.addresses, found->second.ttl, found->second.cname});
    }
  }
  return served;
}

void FakeGandi::write(const Change& change) {
  if (!ignores_writes) {
    records_[home_of(change.key)] = {{change.after}, change.ttl, {}};
    writes.push_back({clock_.steady(), change.key, change.after});
  }
}

}  // namespace dyndns::fakes
