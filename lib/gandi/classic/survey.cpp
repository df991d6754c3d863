#include "gandi/classic/survey.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "async/task_group.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi::classic {
namespace {

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
  if (!zone_id->whole()) {
    return Failure{Fault::malformed, "could not read in Gandi's answer which zone '" + domain + "' uses"};
  }
  return *zone_id->whole();
}

// Several workers take the domains one by one.
struct Survey {
  std::shared_ptr<Client> client;
  std::vector<std::string> domains;
  std::vector<Result<ZoneId>> zones;  // by domain
  std::size_t next = 0;
};

// `survey` is that of zones_of(), which waits for the workers: they share what is left to ask.
Task<void> work(Survey& survey) {
  while (survey.next < survey.domains.size()) {
    const auto mine = survey.next++;
    const auto& domain = survey.domains[mine];
    std::vector<Value> params{Value(domain)};
    const auto info = co_await survey.client->call("domain.info", std::move(params), survey.client->timeout());
    survey.zones[mine] = zone_of(domain, info);
  }
}

}  // namespace

Task<std::vector<Result<ZoneId>>> zones_of(std::shared_ptr<Client> client, std::vector<std::string> domains) {
  const auto count = domains.size();
  Survey survey{std::move(client), std::move(domains), std::vector<Result<ZoneId>>(count)};
  async::TaskGroup workers(co_await boost::asio::this_coro::executor);
  for (std::size_t i = 0; i < std::min(count, limits::side_by_side); ++i) {
    workers.start(work(survey));
  }
  co_await workers.join();
  co_return std::move(survey.zones);
}

}  // namespace dyndns::gandi::classic
