#include "gandi/livedns/zone.hpp"

#include <utility>
#include <vector>

#include "gandi/livedns/read.hpp"
#include "gandi/livedns/write.hpp"

namespace dyndns::gandi {
namespace {

class LiveDnsZone : public Zone {
 public:
  LiveDnsZone(std::shared_ptr<const LiveDnsClient> client, std::string domain, std::size_t writes_side_by_side)
      : client_(std::move(client)), domains_{std::move(domain)}, writes_side_by_side_(writes_side_by_side) {}

  [[nodiscard]] const std::vector<std::string>& domains() const override { return domains_; }

  [[nodiscard]] Task<Result<std::vector<ServedRrset>>> read(std::vector<RrsetKey> keys) override {
    return read_rrsets(*client_, domains_.front(), std::move(keys));
  }

  [[nodiscard]] Task<std::vector<Result<void>>> apply(std::vector<Change> changes) override {
    return write_rrsets(*client_, std::move(changes), writes_side_by_side_);
  }

 private:
  std::shared_ptr<const LiveDnsClient> client_;
  std::vector<std::string> domains_;
  std::size_t writes_side_by_side_;
};

}  // namespace

std::unique_ptr<Zone> make_livedns_zone(std::shared_ptr<const LiveDnsClient> client, std::string domain,
                                        std::size_t writes_side_by_side) {
  return std::make_unique<LiveDnsZone>(std::move(client), std::move(domain), writes_side_by_side);
}

}  // namespace dyndns::gandi
