#include "config/keys/account.hpp"

#include "config/keys/credential.hpp"
#include "config/values/secret_text.hpp"
#include "config/values/web_url.hpp"

namespace dyndns::config {
namespace {

// docs/gandi-api.md
constexpr const char* gandi_livedns = "https://api.gandi.net/v5/livedns";
constexpr const char* gandi_xmlrpc = "https://rpc.gandi.net/xmlrpc/";
constexpr const char* gandi_tokeninfo = "https://id.gandi.net/tokeninfo";

std::string gandi_endpoint(Api api) { return api == Api::livedns ? gandi_livedns : gandi_xmlrpc; }

// A default when it cannot be read: it has been remarked on then.
std::string read_endpoint(const std::optional<Node>& node, Api api) {
  const auto text = node ? node->text() : std::nullopt;
  if (!text) {
    return gandi_endpoint(api);
  }
  auto url = parse_api_url(*text);
  if (!url) {
    node->error(url.error().why);
    return gandi_endpoint(api);
  }
  std::string endpoint = *std::move(url);
  while (api == Api::livedns && endpoint.ends_with('/')) {
    endpoint.pop_back();
  }
  return endpoint;
}

std::optional<std::string> read_tokeninfo(const std::optional<Node>& node, const Settings& settings) {
  if (!node) {
    const bool is_gandis = settings.endpoint == gandi_livedns && settings.credential.kind == CredentialKind::token;
    return is_gandis ? std::optional<std::string>(gandi_tokeninfo) : std::nullopt;
  }
  if (node->is<bool>() && !*node->boolean()) {
    return std::nullopt;
  }
  if (!node->is<std::string>()) {
    node->wrong_kind("a URL or false");
    return std::nullopt;
  }
  const auto text = node->text();
  if (!text) {
    return std::nullopt;
  }
  const auto url = parse_api_url(*text);
  if (!url) {
    node->error(url.error().why);
    return std::nullopt;
  }
  return *url;
}

// Judges what was found against the API that it is for.
void judge(const FoundCredential& found, const std::optional<Node>& api, const Settings& settings,
           const Surroundings& around) {
  if (settings.api == Api::xmlrpc && found.credential.kind == CredentialKind::token) {
    api->error("'xmlrpc' takes an API key, and the credential is a token; configure api_key_file, or remove api");
    return;
  }
  if (const auto mix_up = probable_mix_up(found.credential, settings.api)) {
    Remarks(around.problems, found.where).warning(found.path, *mix_up);
  }
}

}  // namespace

void read_account(const Node& root, ObjectReader& config, Settings& settings, const Surroundings& around) {
  const auto api = config.find("api");
  const auto endpoint = config.find("endpoint");
  const auto tokeninfo = config.find("tokeninfo");
  const auto chosen =
      api ? api->choice<Api>({{"livedns", Api::livedns}, {"xmlrpc", Api::xmlrpc}}) : std::optional<Api>();
  const auto found = find_credential(root, config, chosen, around);
  const bool is_key = found && found->credential.kind == CredentialKind::api_key;
  settings.api = chosen.value_or(is_key ? Api::xmlrpc : Api::livedns);
  if (found) {
    settings.credential = found->credential;
    judge(*found, api, settings, around);
  }
  settings.endpoint = read_endpoint(endpoint, settings.api);
  settings.tokeninfo = read_tokeninfo(tokeninfo, settings);
}

}  // namespace dyndns::config
