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
  LiveDnsAccount(http::Client& http, Options options) : http_(http), options_(std::move(options)) {}

  [[nodiscard]] Task<Opened> open(std::vector<std::string> domains) override {
    Opened opened;
    const auto client = std::make_shared<const Client>(http_, options_, learnt_);
    for (auto& domain : domains) {
      opened.zones.push_back(std::make_unique<LiveDnsZone>(client, std::move(domain)));
    }
    co_return opened;
  }

 private:
  http::Client& http_;
  Options options_;
  std::shared_ptr<Learnt> learnt_ = std::make_shared<Learnt>();
};

}  // namespace

std::unique_ptr<Account> make_account(http::Client& http, Options options) {
  return std::make_unique<LiveDnsAccount>(http, std::move(options));
}

}  // namespace dyndns::gandi::livedns
