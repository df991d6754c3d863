#include "config/keys/credential.hpp"

#include <algorithm>
#include <array>

#include "config/values/secret_text.hpp"
#include "file/read_file.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t largest_file = 16'384;  // bytes

struct Place {
  std::string_view key;
  CredentialKind kind;
  bool is_file;
};

// A file is the better place, and a token the better credential.
constexpr std::array<Place, 4> places = {{{"token_file", CredentialKind::token, true},
                                          {"token", CredentialKind::token, false},
                                          {"api_key_file", CredentialKind::api_key, true},
                                          {"api_key", CredentialKind::api_key, false}}};

struct Configured {
  Place place;
  Node node;
};

std::optional<Secret> read_secret_file(const std::string& path, bool guard, const Surroundings& around) {
  Remarks remarks(around.problems, path);
  const auto file = file::read_file(path, largest_file);
  if (!file) {
    remarks.error("", file.error().what);
    return std::nullopt;
  }
  if (guard && (file->read_by_others || file->written_by_others)) {
    remarks.warning("", std::string("can be ") + (file->read_by_others ? "read" : "written") +
                            " by every user of this machine; chmod o-rw mends it");
  }
  auto secret = parse_secret(file->text);
  if (!secret) {
    remarks.error("", secret.error().why);
    return std::nullopt;
  }
  return *std::move(secret);
}

std::optional<FoundCredential> read_configured_file(const Configured& configured, const Surroundings& around) {
  const auto text = configured.node.text();
  if (!text) {
    return std::nullopt;
  }
  if (looks_like_secret(*text)) {
    configured.node.error("must be the path of a file; this looks like the credential itself");
    return std::nullopt;
  }
  const auto path = around.resolve(*text);
  auto secret = read_secret_file(path, true, around);
  if (!secret) {
    return std::nullopt;
  }
  return FoundCredential{{configured.place.kind, *std::move(secret)}, path, ""};
}

std::optional<FoundCredential> read_configured_text(const Configured& configured, const Surroundings& around) {
  const auto text = configured.node.text();
  if (!text) {
    return std::nullopt;
  }
  auto secret = parse_secret(*text);
  if (!secret) {
    configured.node.error(secret.error().why);
    return std::nullopt;
  }
  return FoundCredential{{configured.place.kind, *std::move(secret)}, around.config_path, configured.node.path()};
}

// What the service manager keeps is guarded by it: no judgement of modes here.
std::optional<FoundCredential> read_from_manager(const Node& root, CredentialKind preferred,
                                                 const Surroundings& around) {
  const auto folder = around.variable("CREDENTIALS_DIRECTORY");
  const std::string token = folder + "/gandi-token";
  const std::string api_key = folder + "/gandi-api-key";
  const bool has_token = !folder.empty() && file::exists(token);
  const bool has_api_key = !folder.empty() && file::exists(api_key);
  if (!has_token && !has_api_key) {
    root.error(
        "no credential: configure token_file (or token, api_key_file, api_key), "
        "or give the service a credential gandi-token or gandi-api-key");
    return std::nullopt;
  }
  const bool take_token = has_token && (preferred == CredentialKind::token || !has_api_key);
  const auto& path = take_token ? token : api_key;
  auto secret = read_secret_file(path, false, around);
  if (!secret) {
    return std::nullopt;
  }
  const auto kind = take_token ? CredentialKind::token : CredentialKind::api_key;
  return FoundCredential{{kind, *std::move(secret)}, path, ""};
}

void reject_all_but_the_best(const std::vector<Configured>& configured, CredentialKind preferred) {
  auto best = std::find_if(configured.begin(), configured.end(),
                           [&](const auto& candidate) { return candidate.place.kind == preferred; });
  best = best == configured.end() ? configured.begin() : best;
  for (const auto& candidate : configured) {
    if (&candidate != &*best) {
      candidate.node.error("remove it: " + std::string(best->place.key) + " is configured, and one credential is used");
    }
  }
}

}  // namespace

std::optional<FoundCredential> find_credential(const Node& root, ObjectReader& config, std::optional<Api> api,
                                               const Surroundings& around) {
  const auto preferred = api == Api::xmlrpc ? CredentialKind::api_key : CredentialKind::token;
  std::vector<Configured> configured;
  for (const auto& place : places) {
    if (auto node = config.find(place.key)) {
      configured.push_back({place, *std::move(node)});
    }
  }
  if (configured.empty()) {
    return read_from_manager(root, preferred, around);
  }
  if (configured.size() > 1) {
    reject_all_but_the_best(configured, preferred);
    return std::nullopt;
  }
  return configured[0].place.is_file ? read_configured_file(configured[0], around)
                                     : read_configured_text(configured[0], around);
}

}  // namespace dyndns::config
