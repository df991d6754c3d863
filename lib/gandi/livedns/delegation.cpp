#include "gandi/livedns/delegation.hpp"

#include <utility>

#include "gandi/livedns/codec.hpp"
#include "gandi/livedns/url.hpp"

namespace dyndns::gandi {

std::optional<std::string> why_without_effect(const std::string& domain, const std::string& current) {
  if (current == "classic") {
    return "'" + domain +
           "' uses Gandi's classic DNS, so an update on LiveDNS has no effect; let it use LiveDNS at Gandi, or "
           "configure an XML-RPC key";
  }
  if (current == "other") {
    return "'" + domain +
           "' uses other name servers than Gandi's, so an update has no effect; let it use LiveDNS at Gandi, or take "
           "it out of the configuration";
  }
  return std::nullopt;
}

Task<std::optional<std::string>> ask_why_without_effect(http::Client& http, std::string endpoint,
                                                        Authorization authorization, std::string domain,
                                                        std::chrono::milliseconds timeout) {
  auto url = delegation_url(endpoint, domain);
  if (!url) {
    co_return std::nullopt;
  }
  http::Request question{"GET", *std::move(url), {header_of(authorization)}};
  question.timeout = timeout;
  const auto response = co_await http.fetch(std::move(question));
  if (!response || response->status != 200) {
    co_return std::nullopt;
  }
  co_return why_without_effect(domain, parse_delegation(response->body).value_or(""));
}

}  // namespace dyndns::gandi
