#include "gandi/classic/account.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "async/task_group.hpp"
#include "gandi/classic/calls.hpp"
#include "gandi/classic/client.hpp"
#include "gandi/classic/publish.hpp"
#include "gandi/classic/records.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi::classic {
namespace {

Result<std::vector<ServedRrset>> served_rrsets(const std::vector<RrsetKey>& keys, const std::vector<Record>& records) {
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

using ZoneId = std::int64_t;

Result<ZoneId> zone_of(const std::string& domain, const Result<Value>& info) {
  if (!info) {
    return info.error();
  }
  if (info->members() == nullptr) {
    return Failure{Fault::malformed, "could not read what Gandi says about '" + domain + "'"};
  }
  const auto* zone_id = info->member("zone_id");
  if (zone_id == nullptr || zone_id->is_nil()) {
    return Failure{Fault::missing, "'" + domain +
                                       "' is not on Gandi's classic DNS, the only kind that XML-RPC can edit (it is on "
                                       "LiveDNS or elsewhere); for LiveDNS, use a Personal Access Token with \"api\": "
                                       "\"livedns\""};
  }
  if (!zone_id->integer()) {
    return Failure{Fault::malformed, "could not read in Gandi's answer which zone '" + domain + "' uses"};
  }
  return *zone_id->integer();
}

// Which zone each domain uses: several workers take the domains one by one.
struct Survey {
  std::vector<std::string> domains;
  std::size_t next = 0;
  std::vector<Result<ZoneId>> zones{};  // by domain
};

class ClassicAccount : public Account {
 public:
  explicit ClassicAccount(std::shared_ptr<Client> client) : client_(std::move(client)) {}

  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override {
    Survey survey{std::move(domains)};
    survey.zones.resize(survey.domains.size());
    async::TaskGroup workers(co_await boost::asio::this_coro::executor);
    for (std::size_t i = 0; i < std::min(survey.domains.size(), limits::side_by_side); ++i) {
      workers.start(work(survey));
    }
    co_await workers.join();
    co_return sort(survey);
  }

 private:
  // `survey` is open()'s, which waits for the workers: they share what is left to ask.
  Task<void> work(Survey& survey) {
    while (survey.next < survey.domains.size()) {
      const auto mine = survey.next++;
      const auto& domain = survey.domains[mine];
      std::vector<Value> params{Value(domain)};
      const auto info = co_await client_->call("domain.info", std::move(params), client_->timeout());
      survey.zones[mine] = zone_of(domain, info);
    }
  }

  [[nodiscard]] Opened sort(const Survey& survey) const {
    Opened opened;
    std::vector<std::pair<ZoneId, std::vector<std::string>>> by_zone;
    for (std::size_t i = 0; i < survey.domains.size(); ++i) {
      const auto& zone = survey.zones[i];
      if (!zone) {
        opened.failures.emplace_back(survey.domains[i], zone.error());
        continue;
      }
      const auto known = std::ranges::find(by_zone, *zone, &std::pair<ZoneId, std::vector<std::string>>::first);
      auto& sharing = known == by_zone.end() ? by_zone.emplace_back(*zone, std::vector<std::string>()) : *known;
      sharing.second.push_back(survey.domains[i]);
    }
    for (auto& [zone_id, sharing] : by_zone) {
      opened.zones.push_back(std::make_unique<ClassicZone>(ZoneCalls(client_, zone_id), std::move(sharing)));
    }
    return opened;
  }

  std::shared_ptr<Client> client_;
};

}  // namespace

std::unique_ptr<Account> make_account(http::Client& http, std::string endpoint, Secret key,
                                      std::chrono::milliseconds timeout) {
  return std::make_unique<ClassicAccount>(std::make_shared<Client>(http, std::move(endpoint), std::move(key), timeout));
}

}  // namespace dyndns::gandi::classic
