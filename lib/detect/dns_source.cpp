#include "detect/dns_source.hpp"

#include <utility>
#include <vector>

#include "core/consensus.hpp"
#include "detect/extract.hpp"

namespace dyndns::detect {
namespace {

// What a resolver on the way has told of us (RFC 7871).
bool is_client_subnet(std::string_view text) { return text.starts_with("edns0-client-subnet "); }

Result<Address> read(const std::vector<std::string>& texts, Family family) {
  std::string all;
  std::vector<std::string> answers;
  for (const auto& text : texts) {
    all += (all.empty() ? "" : ", ") + text;
    if (!is_client_subnet(text)) {
      answers.push_back(text);
    }
  }
  if (answers.size() != 1) {
    return Failure{Fault::malformed, std::to_string(answers.size()) + " records instead of one: " + quote_answer(all)};
  }
  const auto named = Address::parse(answers[0]);
  auto address = accept(answers[0], family);
  if (!address && named && named->family() == family) {
    auto failure = address.error();
    failure.detail += "; does a router on the way answer DNS questions itself?";
    return failure;
  }
  return address;
}

class DnsSource final : public AddressSource {
 public:
  DnsSource(dns::Questioner& questioner, DnsProvider provider, std::chrono::milliseconds timeout)
      : questioner_(questioner), provider_(std::move(provider)), timeout_(timeout), name_(name_of(provider_)) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return operator_name_; }
  [[nodiscard]] bool can_tell(Family family) const override { return provider_.family.value_or(family) == family; }

  [[nodiscard]] bool is_one_datagram() const override { return true; }

  [[nodiscard]] Task<Result<Address>> ask(Family family) override {
    auto servers = provider_.servers;
    std::erase_if(servers, [family](const DnsServer& server) { return server.address.family() != family; });
    const auto texts = co_await questioner_.ask(provider_.question, std::move(servers), timeout_);
    if (!texts) {
      co_return texts.error();
    }
    co_return read(*texts, family);
  }

 private:
  dns::Questioner& questioner_;
  DnsProvider provider_;
  std::chrono::milliseconds timeout_;
  std::string name_;
  std::string operator_name_ = unauthenticated_operator;
};

}  // namespace

std::unique_ptr<AddressSource> make_dns_source(dns::Questioner& questioner, DnsProvider provider,
                                               std::chrono::milliseconds timeout) {
  return std::make_unique<DnsSource>(questioner, std::move(provider), timeout);
}

}  // namespace dyndns::detect
