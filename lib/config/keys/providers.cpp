#include <algorithm>

#include "config/keys/readers.hpp"
#include "config/values/names.hpp"
#include "config/values/web.hpp"
#include "core/consensus.hpp"
#include "text/words.hpp"
#include "url/url.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t most_providers = 200;
constexpr std::size_t longest_operator = 64;
constexpr unsigned most_redirects = 3;

// The URL with its operator, the rest by default.
std::optional<WebProvider> read_url(const Node& node) {
  const auto url = node.parsed_trimmed(url::parse);
  if (!url) {
    return std::nullopt;
  }
  const auto name = url->tls ? registrable_domain(url->host) : unauthenticated_operator;
  return WebProvider{to_string(*url), name, std::nullopt, ScanFormat{}};
}

// A different spelling must not be a second vote.
std::optional<std::string> read_operator(const Node& node) {
  const auto text = node.text();
  if (text && text->size() > longest_operator) {
    node.error("is longer than " + std::to_string(longest_operator) + " bytes");
    return std::nullopt;
  }
  return text ? std::optional(text::lower_case(*text)) : std::nullopt;
}

using FamilyChoice = std::optional<Family>;

std::optional<FamilyChoice> read_family(const Node& node) {
  return node.choice<FamilyChoice>({{"ipv4", Family::ipv4}, {"ipv6", Family::ipv6}, {"any", {}}});
}

std::optional<Provider> read_dns(const Node& dns, ObjectReader& entry) {
  const auto operator_name = entry.find("operator");
  const auto family = entry.find("family");
  for (const char* key : {"url", "format", "redirects"}) {
    if (const auto other = entry.find(key)) {
      other->error("does not go with 'dns'");
    }
  }
  entry.reject_others();
  const auto run_by = operator_name ? read_operator(*operator_name) : std::nullopt;
  const auto said = family ? read_family(*family) : std::nullopt;
  auto provider = read_dns_provider(dns, said.value_or(FamilyChoice()));
  if (provider) {
    provider->run_by = run_by.value_or("");
  }
  return provider;
}

unsigned read_redirects(const Node& node, bool is_encrypted) {
  const auto count = node.whole(0, most_redirects).value_or(0);
  if (count > 0 && !is_encrypted) {
    node.error("makes sense only with https: over plain http anybody on the path could redirect us");
  }
  return count;
}

std::optional<Provider> read_object(const Node& node) {
  ObjectReader entry(node);
  if (const auto dns = entry.find("dns")) {
    return read_dns(*dns, entry);
  }
  const auto url = entry.find("url");
  const auto operator_name = entry.find("operator");
  const auto family = entry.find("family");
  const auto format = entry.find("format");
  const auto redirects = entry.find("redirects");
  entry.reject_others();
  if (!url) {
    node.error("url is missing");
  }
  const auto bare = url ? read_url(*url) : std::nullopt;
  auto provider = bare.value_or(WebProvider());  // so that the other keys are checked, too
  const bool is_authenticated = provider.operator_name != unauthenticated_operator;
  if (const auto name = operator_name ? read_operator(*operator_name) : std::nullopt; name && is_authenticated) {
    provider.operator_name = *name;
  }
  if (family) {
    provider.family = read_family(*family).value_or(provider.family);
  }
  if (format) {
    provider.format = format->parsed(parse_answer_format).value_or(provider.format);
  }
  if (redirects) {
    provider.redirects = read_redirects(*redirects, is_authenticated);
  }
  return bare ? std::optional<Provider>(std::move(provider)) : std::nullopt;
}

std::optional<Provider> read_entry(const Node& node) {
  if (node.is<std::string>()) {
    return read_url(node);
  }
  if (node.is<JsonObject>()) {
    return read_object(node);
  }
  node.wrong_kind(R"(a URL, {"url": ...} or {"dns": ...})");
  return std::nullopt;
}

// What is asked, and where.
std::string question_of(const Provider& provider) {
  if (const auto* web = std::get_if<WebProvider>(&provider)) {
    return web->url;
  }
  const auto& [question, servers, run_by, family] = std::get<DnsProvider>(provider);
  auto text = to_string(question);
  for (const auto& server : servers) {
    text += ' ' + to_string(server);
  }
  return text;
}

bool is_asked_by(const std::vector<Provider>& providers, const Provider& provider) {
  return std::any_of(providers.begin(), providers.end(), [&](const Provider& other) {
    const auto covers = [&](Family family) { return can_tell(other, family) || !can_tell(provider, family); };
    return question_of(other) == question_of(provider) && covers(Family::ipv4) && covers(Family::ipv6);
  });
}

std::optional<Node> find_list(const Node& root) {
  if (root.is<JsonArray>()) {
    return root;
  }
  if (!root.is<JsonObject>()) {
    root.wrong_kind("{\"providers\": [...]}");
    return std::nullopt;
  }
  ObjectReader file(root);
  read_schema(file);
  auto list = file.find("providers");
  file.reject_others();
  if (!list) {
    root.error("providers is missing: {\"providers\": [...]}");
  }
  return list;
}

}  // namespace

std::vector<Provider> parse_providers(std::string_view text, Remarks& remarks) {
  std::vector<Provider> providers;
  const auto json = parse_json(text);
  if (!json) {
    remarks.error("", json.error().why);
    return providers;
  }
  const auto list = find_list(Node(*json, "", remarks));
  if (!list) {
    return providers;
  }
  if (list->is_empty_list()) {
    list->warning("is empty: nobody can be asked");
    return providers;
  }
  for (const auto& item : list->items(most_providers)) {
    auto provider = read_entry(item);
    if (provider && !is_asked_by(providers, *provider)) {
      providers.push_back(*std::move(provider));
    }
  }
  return providers;
}

}  // namespace dyndns::config
