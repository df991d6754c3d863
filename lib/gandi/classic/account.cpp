#include "gandi/classic/account.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "async/task_group.hpp"
#include "gandi/classic/calls.hpp"
#include "gandi/classic/client.hpp"
#include "gandi/classic/zone.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi {
namespace {

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
                                       "' is not on Gandi's classic DNS, the only one that XML-RPC can edit (it is on "
                                       "LiveDNS or elsewhere); for LiveDNS use a Personal Access Token with \"api\": "
                                       "\"livedns\""};
  }
  if (!zone_id->integer()) {
    return Failure{Fault::malformed, "could not read which zone '" + domain + "' uses in Gandi's answer"};
  }
  return *zone_id->integer();
}

// Which zone each domain uses: several workers take the domains one by one.
struct Survey {
  std::vector<std::string> domains;
  std::size_t next = 0;
  std::vector<Result<ZoneId>> zones{};  // by domain
};

class XmlRpcAccount : public Account {
 public:
  explicit XmlRpcAccount(std::shared_ptr<XmlRpcClient> client) : client_(std::move(client)) {}

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
  // `survey` is open()'s, which waits for the workers.
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
      opened.zones.push_back(make_classic_zone(ZoneCalls(client_, zone_id), std::move(sharing)));
    }
    return opened;
  }

  std::shared_ptr<XmlRpcClient> client_;
};

}  // namespace

std::unique_ptr<Account> make_xmlrpc_account(http::Client& http, std::string endpoint, Secret key,
                                             std::chrono::milliseconds timeout) {
  return std::make_unique<XmlRpcAccount>(
      std::make_shared<XmlRpcClient>(http, std::move(endpoint), std::move(key), timeout));
}

}  // namespace dyndns::gandi
