#include <algorithm>
#include <array>

#include "config/reading/json.hpp"
#include "config/values/secret_text.hpp"
#include "core/address.hpp"
#include "import/draft.hpp"
#include "text/words.hpp"

namespace dyndns::imports {
namespace {

using config::Json;
using config::JsonArray;
using config::JsonObject;

constexpr std::array<Hint, 4> json_hints = {
    {{"ip_method", "the providers are asked, several of them; a URL of your own can stand in providers.json"},
     {"ipv6", "ipv6 says where the address of AAAA records comes from"},
     {"domains", "gandi_dyndns.py goes by domain and names where they are there"},
     {"name", "gandi_dyndns.py itself refuses it, because it is names now"}}};

// The last of them, as both programs' languages have it; nothing where it is not there.
const Json* find(const JsonObject& object, std::string_view key) {
  const auto found =
      std::find_if(object.rbegin(), object.rend(), [&](const auto& member) { return member.key == key; });
  return found == object.rend() ? nullptr : &found->value;
}

std::string text_of(const JsonObject& object, std::string_view key) {
  const auto* json = find(object, key);
  const auto* text = json != nullptr ? std::get_if<std::string>(&json->value) : nullptr;
  return text != nullptr ? *text : "";
}

// The line of the file in which a secret stands, or where it has to be written otherwise in JSON, the path to it.
std::string place_of(std::string_view file, const std::string& secret, const std::string& path) {
  const auto at = file.find(quoted(secret));
  const auto before = file.substr(0, at == std::string_view::npos ? 0 : at);
  const auto line = std::to_string(std::ranges::count(before, '\n') + 1);
  return at == std::string_view::npos ? path : "line " + line + " (" + path + ")";
}

std::vector<std::string> parts(std::string_view list) {
  std::vector<std::string> all;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    if (const auto part = text::trim(list.substr(0, end)); !part.empty()) {
      all.emplace_back(part);
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return all;
}

// gandi_dyndns.py: {"api_key", "domains": {"example.com": ["www"]}, "command"}, or for one domain "domain" and "names".
Draft read_predecessor(std::string_view file, const JsonObject& root) {
  Draft draft{"gandi_dyndns.py", true};
  std::string origin = "true";
  std::optional<std::size_t> credential;
  if (const auto key = text_of(root, "api_key"); !key.empty()) {
    credential = draft.keep_secret(key, place_of(file, key, "api_key"));
  }
  if (const auto command = text_of(root, "command"); !command.empty()) {
    origin = object("command", command);
    draft.note("command", "it will run as the service's user and in its sandbox");
  }
  const auto add_names = [&](const std::string& zone, const Json* names, const std::string& path) {
    const auto* const list = names != nullptr ? std::get_if<JsonArray>(&names->value) : nullptr;
    if (list == nullptr || list->empty()) {
      draft.note(path, "left out: it has no list of names");
    }
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      Host host{path + "[" + std::to_string(i) + "]", std::string(text::trim(zone))};
      const auto* const name = std::get_if<std::string>(&list->at(i).value);
      host.name = name != nullptr ? text::trim(*name) : "";
      if (host.name.empty()) {
        draft.note(host.place, "left out: it is no name");
        continue;
      }
      host.ipv4 = origin;
      host.credential = credential;
      draft.hosts.push_back(host);
    }
  };
  const bool is_old = find(root, "domain") != nullptr || find(root, "names") != nullptr;  // that goes first
  if (is_old) {
    add_names(text_of(root, "domain"), find(root, "names"), "names");
  }
  for (const auto& [key, value] : root) {
    const auto* const domains = key == "domains" ? std::get_if<JsonObject>(&value.value) : nullptr;
    if (domains != nullptr && !is_old) {
      for (const auto& [domain, names] : *domains) {
        add_names(domain, &names, "domains." + (config::looks_like_secret(domain) ? "..." : domain));
      }
    } else if (key != "api_key" && key != "command" && key != "domain" && key != "names") {
      draft.leave_out("the file", key, json_hints);
    }
  }
  return draft;
}

// qdm12's ddns-updater: {"settings": [{"provider": "gandi", "domain", "owner", "personal_access_token", ...}]}.
class Qdm12Reader {
 public:
  explicit Qdm12Reader(std::string_view file) : file_(file) {}
  [[nodiscard]] Draft read(const JsonObject& root);

 private:
  void add(const JsonObject& setting, const std::string& path);
  void take_credential(const JsonObject& setting, Host& host);
  void take_addresses(const JsonObject& setting, Host& host);
  void take_ttl(const JsonObject& setting, Host& host);

  std::string_view file_;
  Draft draft_{"qdm12's ddns-updater"};
};

void Qdm12Reader::take_credential(const JsonObject& setting, Host& host) {
  for (const std::string key : {"personal_access_token", "token", "key"}) {
    if (const auto secret = text_of(setting, key); !secret.empty()) {
      const auto kept = draft_.keep_secret(secret, place_of(file_, secret, host.place + "." + key));
      draft_.secrets[kept].credential.kind =
          key == "key" ? config::CredentialKind::api_key : config::CredentialKind::token;
      host.credential = host.credential ? host.credential : kept;
    }
  }
}

// A suffix ends with the number of its own bits: "0:0:0:0:72ad:8fbb:a54e:bedd/64".
void Qdm12Reader::take_addresses(const JsonObject& setting, Host& host) {
  const auto version = text_of(setting, "ip_version");
  if (version == "ipv6") {
    host.ipv6 = "true";
  } else {
    host.ipv4 = "true";
  }
  if (version != "ipv4" && version != "ipv6") {
    draft_.note(host.place,
                "one of A and AAAA is kept there, as it comes; here it is A, and \"ipv6\": true keeps both");
  }
  const auto suffix = text_of(setting, "ipv6_suffix");
  if (suffix.empty() || host.ipv6.empty()) {
    if (!suffix.empty()) {
      draft_.leave_out(host.place, "ipv6_suffix", json_hints);
    }
    return;
  }
  const auto slash = suffix.find('/');
  const auto bits = slash == std::string::npos ? std::nullopt : seconds(suffix.substr(slash + 1));
  const auto address = Address::parse(suffix.substr(0, slash));
  const bool is_good = address && bits && *bits >= 1 && *bits <= 127;
  host.suffix = is_good ? address->to_string() : suffix;  // whoever checks it says what is wrong
  host.prefix_length = is_good ? 128 - static_cast<unsigned>(*bits) : host.prefix_length;
  host.ipv6 = host.prefix_length == 64 ? "true" : "{\"prefix_length\": " + std::to_string(host.prefix_length) + "}";
}

void Qdm12Reader::take_ttl(const JsonObject& setting, Host& host) {
  if (const auto* ttl = find(setting, "ttl")) {
    const auto* const number = std::get_if<double>(&ttl->value);
    host.ttl = number != nullptr ? std::optional(*number) : seconds(text_of(setting, "ttl"));
    if (!host.ttl) {
      draft_.note(host.place + ".ttl", "left out: it is no number");
    }
  }
}

void Qdm12Reader::add(const JsonObject& setting, const std::string& path) {
  const auto provider = text_of(setting, "provider");
  const auto domain = text_of(setting, "domain");
  Host host{path};
  take_credential(setting, host);
  if (provider != "gandi") {
    draft_.note(path, shown_name(domain) + " is left out: it is at " + shown_name(provider) + ", not at Gandi");
    return;
  }
  take_addresses(setting, host);
  take_ttl(setting, host);
  constexpr std::array known = {"provider", "domain", "owner", "host",       "personal_access_token",
                                "token",    "key",    "ttl",   "ip_version", "ipv6_suffix"};
  for (const auto& [key, value] : setting) {
    if (std::ranges::find(known, key) == known.end()) {
      draft_.leave_out(path, key, json_hints);
    }
  }
  const auto owner = text_of(setting, "owner");
  const auto names = parts(owner.empty() ? text_of(setting, "host") : owner);
  for (const auto& each : parts(domain)) {
    host.zone = names.empty() ? "" : each;
    host.name = each;
    if (names.empty()) {
      draft_.hosts.push_back(host);
    }
    for (const auto& name : names) {
      host.name = name;
      draft_.hosts.push_back(host);
    }
  }
  if (parts(domain).empty()) {
    draft_.note(path, "left out: it has no domain");
  }
}

Draft Qdm12Reader::read(const JsonObject& root) {
  for (const auto& [key, value] : root) {
    const auto* const settings = key == "settings" ? std::get_if<JsonArray>(&value.value) : nullptr;
    if (settings == nullptr) {
      draft_.leave_out("the file", key, json_hints);
      continue;
    }
    for (std::size_t i = 0; i < settings->size(); ++i) {
      const auto path = "settings[" + std::to_string(i) + "]";
      if (const auto* const setting = std::get_if<JsonObject>(&settings->at(i).value)) {
        add(*setting, path);
      } else {
        draft_.note(path, "left out: it is no object");
      }
    }
  }
  draft_.note("the file",
              "what ddns-updater's environment says (PERIOD, PUBLICIP_FETCHERS and others) is not in it; interval is "
              "the key for PERIOD");
  return std::move(draft_);
}

}  // namespace

Draft read_json(std::string_view text) {
  Draft draft;
  const auto json = config::parse_json(text);
  if (!json) {
    draft.broken = json.error().why;
    return draft;
  }
  const auto* const root = std::get_if<JsonObject>(&json->value);
  const auto has = [&](const char* key) { return root != nullptr && find(*root, key) != nullptr; };
  if (has("settings")) {
    return Qdm12Reader(text).read(*root);
  }
  if (has("token_file") || has("token") || has("api_key_file")) {
    draft.broken = "it is a configuration of gandi-dyndnsd already";
  } else if (has("domains") || has("names")) {
    return read_predecessor(text, *root);
  }
  return draft;
}

}  // namespace dyndns::imports
