#include "gandi/livedns/account.hpp"

#include <utility>
#include <vector>

#include "gandi/limits.hpp"
#include "gandi/livedns/client.hpp"
#include "gandi/livedns/rrsets.hpp"

namespace dyndns::gandi::livedns {
namespace {

class LiveDnsZone : public Zone {
 public:
  LiveDnsZone(std::shared_ptr<const Client> client, std::string domain)
      : client_(std::move(client)), domains_{std::move(domain)} {}

  [[nodiscard]] const std::vector<std::string>& domains() const override { return domains_; }

  [[nodiscard]] Task<Result<std::vector<ServedRrset>>> read(std::vector<RrsetKey> keys) override {
    return read_rrsets(*client_, domains_.front(), std::move(keys));
  }

  [[nodiscard]] Task<std::vector<Result<void>>> apply(std::vector<Change> changes) override {
    return write_rrsets(*client_, std::move(changes), limits::writes_of_a_zone);
  }

 private:
  std::shared_ptr<const Client> client_;
  std::vector<std::string> domains_;
};

class LiveDnsAccount : public Account {
 public:
  explicit LiveDnsAccount(std::shared_ptr<const Client> client) : client_(std::move(client)) {}

  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override {
    Opened opened;
    for (auto& domain : domains) {
      opened.zones.push_back(std::make_unique<LiveDnsZone>(client_, std::move(domain)));
    }
    co_return opened;
  }

 private:
  std::shared_ptr<const Client> client_;
};

}  // namespace

std::unique_ptr<Account> make_account(http::Client& http, std::string endpoint, Authorization authorization,
                                      std::chrono::milliseconds timeout) {
  return std::make_unique<LiveDnsAccount>(
      std::make_shared<const Client>(http, std::move(endpoint), std::move(authorization), timeout));
}

}  // namespace dyndns::gandi::livedns
