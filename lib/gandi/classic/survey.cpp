#include "gandi/classic/survey.hpp"

#include <cstddef>
#include <functional>
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

Task<Result<ZoneId>> ask(std::shared_ptr<Client> client, std::string domain) {
  std::vector<Value> params{Value(domain)};
  const auto info = co_await client->call("domain.info", std::move(params), client->timeout());
  co_return zone_of(domain, info);
}

}  // namespace

Task<std::vector<Result<ZoneId>>> zones_of(std::shared_ptr<Client> client, std::vector<std::string> domains) {
  const std::function<Task<Result<ZoneId>>(std::size_t)> ask_for = [&](std::size_t number) {
    return ask(client, domains[number]);
  };
  co_return co_await async::side_by_side(domains.size(), limits::side_by_side, ask_for);
}

}  // namespace dyndns::gandi::classic
