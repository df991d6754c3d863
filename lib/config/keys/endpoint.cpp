#include <algorithm>
#include <array>

#include "config/keys/readers.hpp"
#include "url/url.hpp"

namespace dyndns::config {
namespace {

// docs/gandi-api.md. A host of Gandi's that is not here is nothing that we know better.
struct Place {
  std::string_view host;
  std::string_view path;  // without a slash at the end; empty: nothing is left there
  Api api = Api::livedns;
};
constexpr std::array<Place, 6> places = {{{"api.gandi.net", "/v5/livedns", Api::livedns},
                                          {"api.sandbox.gandi.net", "/v5/livedns", Api::livedns},
                                          {"rpc.gandi.net", "/xmlrpc", Api::xmlrpc},
                                          {"rpc.ote.gandi.net", "/xmlrpc", Api::xmlrpc},
                                          {"dns.api.gandi.net", "", Api::livedns},
                                          {"dns.beta.gandi.net", "", Api::livedns}}};

std::string url_of(const Place& place) {
  return "https://" + std::string(place.host) + std::string(place.path) + (place.api == Api::xmlrpc ? "/" : "");
}

std::string why_of_the_other_api(Api spoken) {
  return spoken == Api::livedns
             ? R"(LiveDNS is spoken there, and an API key alone means XML-RPC; add "api": "livedns", or remove endpoint)"
             : "XML-RPC is spoken there, and 'api' or the credential means LiveDNS; remove endpoint, or configure "
               "api_key_file and no api";
}

}  // namespace

std::string usual_endpoint(Api api) { return url_of(*std::ranges::find(places, api, &Place::api)); }

std::optional<std::string> why_no_endpoint(const std::string& url, Api api) {
  const auto parsed = url::parse(url);
  const auto* const place = parsed ? std::ranges::find(places, parsed->host, &Place::host) : places.end();
  if (place == places.end()) {
    return std::nullopt;
  }
  if (place->path.empty()) {
    return "is an old address of LiveDNS, which takes no token; remove it, the default is " +
           usual_endpoint(Api::livedns);
  }
  if (place->api != api) {
    return why_of_the_other_api(place->api);
  }
  const auto base = std::string_view(url).substr(0, url.find_last_not_of('/') + 1);
  if (!base.ends_with(place->path)) {
    return "is not where Gandi's API is; that is " + url_of(*place);
  }
  return std::nullopt;
}

}  // namespace dyndns::config
