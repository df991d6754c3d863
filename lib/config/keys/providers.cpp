#include "config/keys/providers.hpp"

#include <algorithm>

#include "config/keys/dns_provider.hpp"
#include "config/reading/node.hpp"
#include "config/values/answer_format.hpp"
#include "config/values/registrable_domain.hpp"
#include "config/values/web_url.hpp"
#include "core/consensus.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t most_providers = 200;
constexpr std::size_t longest_operator = 64;
constexpr unsigned most_redirects = 3;

// The URL with its operator, the rest by default.
std::optional<WebProvider> read_url(const Node& node) {
  const auto text = node.text();
  if (!text) {
    return std::nullopt;
  }
  auto url = parse_web_url(*text);
  if (!url) {
    node.error(url.error().why);
    return std::nullopt;
  }
  const auto [is_encrypted, host, normal] = *std::move(url);
  const auto name = is_encrypted ? registrable_domain(host) : unauthenticated_operator;
  return WebProvider{normal, name, std::nullopt, ScanFormat{}};
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

std::optional<AnswerFormat> read_format(const Node& node) {
  const auto text = node.text();
  if (!text) {
    return std::nullopt;
  }
  auto format = parse_answer_format(*text);
  if (!format) {
    node.error(format.error().why);
    return std::nullopt;
  }
  return *std::move(format);
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
  FamilyChoice said;
  replace(said, family ? read_family(*family) : std::nullopt);
  auto provider = read_dns_provider(dns, said);
  if (provider) {
    replace(provider->run_by, run_by);
  }
  return provider;
}

unsigned read_redirects(const Node& node, bool is_encrypted) {
  const auto count = node.whole(0, most_redirects).value_or(0);
  if (count > 0 && !is_encrypted) {
    node.error("has a meaning only for https: over plain http anybody on the way could redirect us");
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
  auto provider = url ? read_url(*url) : std::nullopt;
  WebProvider fallback;  // so that the other keys are judged, too
  WebProvider& target = provider ? *provider : fallback;
  const bool is_authenticated = target.operator_name != unauthenticated_operator;
  if (const auto name = operator_name ? read_operator(*operator_name) : std::nullopt; name && is_authenticated) {
    target.operator_name = *name;
  }
  if (family) {
    replace(target.family, read_family(*family));
  }
  if (format) {
    replace(target.format, read_format(*format));
  }
  if (redirects) {
    target.redirects = read_redirects(*redirects, is_authenticated);
  }
  return provider;
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
  for (const auto& item : list->items(most_providers)) {
    auto provider = read_entry(item);
    if (provider && !is_asked_by(providers, *provider)) {
      providers.push_back(*std::move(provider));
    }
  }
  return providers;
}

}  // namespace dyndns::config
