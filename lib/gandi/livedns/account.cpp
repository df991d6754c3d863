#include "gandi/livedns/account.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "gandi/limits.hpp"
#include "gandi/livedns/client.hpp"
#include "gandi/livedns/zone.hpp"

namespace dyndns::gandi {
namespace {

// The zones are worked on side by side, each over connections of its own: together they must not be too many.
std::size_t writes_of_each(std::size_t zones) {
  return std::clamp(limits::writes_in_all / std::max<std::size_t>(zones, 1), std::size_t{1}, limits::writes_of_a_zone);
}

class LiveDnsAccount : public Account {
 public:
  explicit LiveDnsAccount(std::shared_ptr<const LiveDnsClient> client) : client_(std::move(client)) {}

  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override {
    Opened opened;
    const auto writes = writes_of_each(domains.size());
    for (auto& domain : domains) {
      opened.zones.push_back(make_livedns_zone(client_, std::move(domain), writes));
    }
    co_return opened;
  }

 private:
  std::shared_ptr<const LiveDnsClient> client_;
};

}  // namespace

std::unique_ptr<Account> make_livedns_account(http::Client& http, std::string endpoint, Authorization authorization,
                                              std::chrono::milliseconds timeout) {
  return std::make_unique<LiveDnsAccount>(
      std::make_shared<const LiveDnsClient>(http, std::move(endpoint), std::move(authorization), timeout));
}

}  // namespace dyndns::gandi
