#include <algorithm>
#include <array>
#include <filesystem>

#include "config/keys/readers.hpp"
#include "config/keys/table.hpp"
#include "config/values/secret_text.hpp"
#include "file/read_file.hpp"

namespace dyndns::config {
namespace {

// docs/gandi-api.md
constexpr const char* gandi_tokeninfo = "https://id.gandi.net/tokeninfo";

constexpr std::size_t largest_file = 16'384;  // bytes

struct CredentialPlace {
  std::string_view key;
  CredentialKind kind;
  bool is_file;
};

// A file is the better place, and a token the better credential.
constexpr std::array<CredentialPlace, 4> credential_places = {{{"token_file", CredentialKind::token, true},
                                                               {"token", CredentialKind::token, false},
                                                               {"api_key_file", CredentialKind::api_key, true},
                                                               {"api_key", CredentialKind::api_key, false}}};

struct Configured {
  CredentialPlace place;
  Node node;
};

struct Found {
  Credential credential;
  std::string where;  // the file it was in
  std::string path;   // within that file, if it is the configuration
};

// The path is that of a file that could be read, and so no secret.
std::optional<Secret> secret_in(const file::Content& file, const std::string& path, bool guard,
                                const Surroundings& around) {
  Remarks remarks(around.problems, path);
  if (guard && (file.read_by_others || file.written_by_others)) {
    remarks.warning("", std::string("can be ") + (file.read_by_others ? "read" : "written") +
                            " by every user of this machine; chmod o-rw fixes it");
  }
  auto secret = parse_secret(file.text);
  if (!secret) {
    remarks.error("", secret.error().why);
    return std::nullopt;
  }
  return *std::move(secret);
}

// No credential that was typed into the place of a path looks like this. `path` is what the text resolves to.
bool is_certainly_a_path(const std::string& text, const std::string& path) {
  std::error_code unknown;
  return text.starts_with('/') || text.starts_with("./") || text.starts_with("../") ||
         std::filesystem::exists(path, unknown) ||
         (text.find('/') != std::string::npos &&
          std::filesystem::is_directory(std::filesystem::path(path).parent_path(), unknown));
}

// Of a file that could not be read. What is not certainly a path is not repeated.
void remark_on_unreadable(const Configured& configured, const std::string& text, const std::string& why,
                          const Surroundings& around) {
  const auto path = around.resolve(text);
  if (is_certainly_a_path(text, path)) {
    Remarks(around.problems, path).error("", why);
  } else if (looks_like_secret(text)) {
    configured.node.error("must be the path of a file; this looks like the credential itself");
  } else {
    configured.node.error("names a file that " + why + "; it must be the path of a file, not the credential itself");
  }
}

std::optional<Found> read_configured_file(const Configured& configured, const Surroundings& around) {
  const auto text = configured.node.text();
  if (!text) {
    return std::nullopt;
  }
  const auto path = around.resolve(*text);
  const auto file = file::read_file(path, largest_file);
  if (!file) {
    remark_on_unreadable(configured, *text, file.error().what, around);
    return std::nullopt;
  }
  auto secret = secret_in(*file, path, true, around);
  if (!secret) {
    return std::nullopt;
  }
  return Found{{configured.place.kind, *std::move(secret)}, path, ""};
}

std::optional<Found> read_configured_text(const Configured& configured, const Surroundings& around) {
  auto secret = configured.node.parsed(parse_secret);
  if (!secret) {
    return std::nullopt;
  }
  return Found{{configured.place.kind, *std::move(secret)}, around.config_path, configured.node.path()};
}

// What the service manager keeps is guarded by it, so that the mode of the file does not matter here.
std::optional<Found> read_from_manager(const Node& root, CredentialKind preferred, const Surroundings& around) {
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
  const auto file = file::read_file(path, largest_file);
  if (!file) {
    Remarks(around.problems, path).error("", file.error().what);
    return std::nullopt;
  }
  auto secret = secret_in(*file, path, false, around);
  if (!secret) {
    return std::nullopt;
  }
  const auto kind = take_token ? CredentialKind::token : CredentialKind::api_key;
  return Found{{kind, *std::move(secret)}, path, ""};
}

void reject_all_but_the_best(const std::vector<Configured>& configured, CredentialKind preferred) {
  auto best = std::find_if(configured.begin(), configured.end(),
                           [&](const auto& candidate) { return candidate.place.kind == preferred; });
  best = best == configured.end() ? configured.begin() : best;
  for (const auto& candidate : configured) {
    if (&candidate != &*best) {
      candidate.node.error("remove it: " + std::string(best->place.key) +
                           " is configured, and only one credential is used");
    }
  }
}

// What is configured wins over what the service manager has ($CREDENTIALS_DIRECTORY, systemd.exec(5)). Of two
// credentials, `api` says which is the right one. Nothing, with an error, when there is none.
std::optional<Found> find_credential(const Node& root, ObjectReader& config, Api api, const Surroundings& around) {
  const auto preferred = api == Api::xmlrpc ? CredentialKind::api_key : CredentialKind::token;
  std::vector<Configured> configured;
  for (const auto& place : credential_places) {
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

// `api` is the key, if it is there.
void remark_on_mix_up(const Found& found, const std::optional<Node>& api, Api chosen, const Surroundings& around) {
  if (chosen == Api::xmlrpc && found.credential.kind == CredentialKind::token) {
    api->error("'xmlrpc' takes an API key, and the credential is a token; configure api_key_file, or remove api");
  } else if (const auto mix_up = probable_mix_up(found.credential, chosen)) {
    Remarks(around.problems, found.where).warning(found.path, *mix_up);
  }
}

// Without a slash at the end: paths are added to LiveDNS' URL.
std::string base_url(std::string url) {
  while (url.ends_with('/')) {
    url.pop_back();
  }
  return url;
}

std::string read_endpoint(ObjectReader& config, Api api, const Surroundings& around) {
  Settings settings;
  settings.endpoint = usual_endpoint(api);
  auto endpoint = read_key("endpoint", std::move(settings), config, around).endpoint;
  if (api == Api::livedns) {
    endpoint = base_url(std::move(endpoint));
  }
  if (const auto why = why_no_endpoint(endpoint, api)) {
    config.find("endpoint")->error(*why);
  }
  return endpoint;
}

}  // namespace

Settings read_account(const Node& root, ObjectReader& config, const Surroundings& around) {
  const auto api = config.find("api");
  auto settings = read_key("api", Settings(), config, around);
  const auto found = find_credential(root, config, settings.api, around);
  if (found) {
    settings.credential = found->credential;
    settings.api = !api && found->credential.kind == CredentialKind::api_key ? Api::xmlrpc : settings.api;
    remark_on_mix_up(*found, api, settings.api, around);
  }
  settings.endpoint = read_endpoint(config, settings.api, around);
  if (settings.endpoint == usual_endpoint(Api::livedns) && settings.credential.kind == CredentialKind::token) {
    settings.tokeninfo = gandi_tokeninfo;
  }
  return read_key("tokeninfo", std::move(settings), config, around);
}

}  // namespace dyndns::config
