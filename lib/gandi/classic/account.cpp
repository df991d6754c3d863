#include "gandi/classic/account.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "async/task_group.hpp"
#include "gandi/classic/calls.hpp"
#include "gandi/classic/client.hpp"
#include "gandi/classic/publish.hpp"
#include "gandi/classic/records.hpp"
#include "gandi/classic/survey.hpp"

namespace dyndns::gandi::classic {
namespace {

using KnownZones = std::map<std::string, ZoneId>;  // by domain

// The name that all keys have; empty when there are several, and the whole zone must be read.
std::string common_name(const std::vector<RrsetKey>& keys) {
  const auto& name = keys.front().name;
  const bool is_common = std::ranges::all_of(keys, [&name](const RrsetKey& key) { return key.name == name; });
  return is_common ? name : std::string();
}

// Domains that share a zone share its RRsets, each of which is to be changed once. The plan has seen to it that what
// is wanted of it is the same.
std::vector<Change> once_each(const std::vector<Change>& changes) {
  std::vector<Change> once;
  for (const auto& change : changes) {
    if (std::ranges::none_of(once, [&](const Change& each) { return same_rrset(each.key, change.key); })) {
      once.push_back(change);
    }
  }
  return once;
}

// What is known of an account: shared with its zones, which may outlive it.
struct Office {
  std::shared_ptr<Client> client;
  KnownZones known{};
  std::map<ZoneId, std::set<VersionId>> left_over{};  // see publish()
};

// A zone whose number is remembered is opened without a call. Whether its domains still use it is asked while it is
// read: remembering saves the time of a call, and never the look.
class ClassicZone : public Zone {
 public:
  ClassicZone(std::shared_ptr<Office> office, ZoneId zone_id) : office_(std::move(office)), zone_id_(zone_id) {}

  void add(const std::string& domain, bool is_remembered) {
    domains_.push_back(domain);
    if (is_remembered) {
      unsure_.push_back(domain);
    }
  }

  [[nodiscard]] const std::vector<std::string>& domains() const override { return domains_; }

  [[nodiscard]] Task<Result<std::vector<ServedRrset>>> read(std::vector<RrsetKey> keys) override {
    if (keys.empty()) {
      co_return std::vector<ServedRrset>();
    }
    const auto name = common_name(keys);
    auto zone = calls();
    Result<std::vector<Record>> records;
    async::TaskGroup group(co_await boost::asio::this_coro::executor);
    group.start(async::keep(zone.records(ZoneCalls::active, name), records));
    group.start(make_sure());
    co_await group.join();
    if (!records) {
      forget();
      // A zone that is missing because the domains have left it is no fault of the configuration.
      const bool all_left = lost_.size() == domains_.size();
      const auto& why = all_left ? lost_.begin()->second : records.error();
      co_return why;
    }
    const auto served = served_for(keys, *records);
    seen_ = name.empty() ? std::optional(std::move(*records)) : std::nullopt;
    co_return served;
  }

  [[nodiscard]] Task<std::vector<Result<void>>> apply(std::vector<Change> changes) override {
    if (changes.empty()) {
      co_return std::vector<Result<void>>();
    }
    auto once = once_each(changes);
    auto seen = std::exchange(seen_, std::nullopt);
    auto& left_over = office_->left_over[zone_id_];
    const auto published = co_await publish(calls(), std::move(once), std::move(seen), left_over);
    if (!published) {
      forget();
    }
    co_return std::vector<Result<void>>(changes.size(), published);
  }

 private:
  [[nodiscard]] ZoneCalls calls() const { return {office_->client, zone_id_}; }

  Task<void> make_sure() {
    const auto asked = std::exchange(unsure_, {});
    const auto zones = co_await zones_of(office_->client, asked);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (!zones[i]) {
        lost_.insert_or_assign(asked[i], zones[i].error());
      } else if (*zones[i] != zone_id_) {
        lost_.insert_or_assign(asked[i], Failure{Fault::unconfirmed, "'" + asked[i] +
                                                                         "' uses another zone at Gandi than it did; "
                                                                         "that one is edited in the next round"});
      }
    }
    for (const auto& [domain, why] : lost_) {
      office_->known.erase(domain);
    }
  }

  [[nodiscard]] std::vector<ServedRrset> served_for(const std::vector<RrsetKey>& keys,
                                                    const std::vector<Record>& records) const {
    std::vector<ServedRrset> all;
    for (const auto& key : keys) {
      auto served = served_rrset(key, records);
      if (const auto lost = lost_.find(key.domain); lost != lost_.end()) {
        served.unreadable = lost->second;
      }
      all.push_back(std::move(served));
    }
    return all;
  }

  void forget() {
    for (const auto& domain : domains_) {
      office_->known.erase(domain);
    }
  }

  std::shared_ptr<Office> office_;
  ZoneId zone_id_;
  std::vector<std::string> domains_;
  std::vector<std::string> unsure_;          // whether they use this zone is not known in this round
  std::map<std::string, Failure> lost_;      // domains that do not, or of which it could not be told
  std::optional<std::vector<Record>> seen_;  // the whole active version, just read
};

class ClassicAccount : public Account {
 public:
  explicit ClassicAccount(std::shared_ptr<Client> client)
      : office_(std::make_shared<Office>(Office{std::move(client)})) {}

  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override {
    const auto remembered = office_->known;
    auto uses = remembered;
    std::vector<std::string> unknown;
    std::ranges::copy_if(domains, std::back_inserter(unknown),
                         [&](const std::string& domain) { return !remembered.contains(domain); });
    const auto zones = co_await zones_of(office_->client, unknown);
    Opened opened;
    for (std::size_t i = 0; i < unknown.size(); ++i) {
      if (zones[i]) {
        uses.insert_or_assign(unknown[i], *zones[i]);
      } else {
        opened.failures.emplace_back(unknown[i], zones[i].error());
      }
    }
    office_->known.insert(uses.begin(), uses.end());
    opened.zones = sort(domains, uses, remembered);
    co_return opened;
  }

 private:
  [[nodiscard]] std::vector<std::unique_ptr<Zone>> sort(const std::vector<std::string>& domains, const KnownZones& uses,
                                                        const KnownZones& remembered) const {
    std::vector<std::unique_ptr<Zone>> zones;
    std::map<ZoneId, ClassicZone*> by_id;
    for (const auto& domain : domains) {
      const auto used = uses.find(domain);
      if (used == uses.end()) {
        continue;
      }
      auto*& zone = by_id[used->second];
      if (zone == nullptr) {
        auto fresh = std::make_unique<ClassicZone>(office_, used->second);
        zone = fresh.get();
        zones.push_back(std::move(fresh));
      }
      zone->add(domain, remembered.contains(domain));
    }
    return zones;
  }

  std::shared_ptr<Office> office_;
};

}  // namespace

std::unique_ptr<Account> make_account(http::Client& http, std::string endpoint, Secret key,
                                      std::chrono::milliseconds timeout) {
  return std::make_unique<ClassicAccount>(std::make_shared<Client>(http, std::move(endpoint), std::move(key), timeout));
}

}  // namespace dyndns::gandi::classic
