#include "detect/web_source.hpp"

#include <utility>

#include "detect/extract.hpp"

namespace dyndns::detect {
namespace {

constexpr unsigned http_ok = 200;

class WebSource final : public AddressSource {
 public:
  WebSource(http::Client& client, WebProvider provider, std::chrono::milliseconds timeout)
      : client_(client), provider_(std::move(provider)), timeout_(timeout) {}

  [[nodiscard]] const std::string& name() const override { return provider_.url; }
  [[nodiscard]] const std::string& operator_name() const override { return provider_.operator_name; }
  [[nodiscard]] bool can_tell(Family family) const override { return provider_.family.value_or(family) == family; }

  [[nodiscard]] Task<Result<Address>> ask(Family family) override {
    http::Request request;
    request.url = provider_.url;
    request.family = family;
    request.timeout = timeout_;
    const auto response = co_await client_.fetch(std::move(request));
    if (!response) {
      co_return response.error();
    }
    if (response->status != http_ok) {
      co_return Failure{Fault::unavailable, "answered with HTTP status " + std::to_string(response->status)};
    }
    co_return extract(response->body, provider_.format, family);
  }

 private:
  http::Client& client_;
  WebProvider provider_;
  std::chrono::milliseconds timeout_;
};

}  // namespace

std::unique_ptr<AddressSource> make_web_source(http::Client& client, WebProvider provider,
                                               std::chrono::milliseconds timeout) {
  return std::make_unique<WebSource>(client, std::move(provider), timeout);
}

}  // namespace dyndns::detect
