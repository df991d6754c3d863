#include <algorithm>

#include "config/keys/readers.hpp"
#include "text/words.hpp"
#include "url/url.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t most_servers = 8;

using Servers = std::vector<DnsServer>;

std::optional<std::string> read_name(const Node& node) {
  const auto text = node.text();
  if (!text) {
    return std::nullopt;
  }
  auto name = text::lower_case(*text);
  if (name.ends_with('.')) {
    name.pop_back();
  }
  if (!url::is_host_name(name)) {
    node.error("must be a name such as 'myip.opendns.com'");
    return std::nullopt;
  }
  return name;
}

std::optional<DnsType> read_type(const Node& node) {
  return node.choice<DnsType>({{"A", DnsType::a}, {"AAAA", DnsType::aaaa}, {"TXT", DnsType::txt}});
}

std::optional<DnsClass> read_class(const Node& node, std::optional<DnsType> type) {
  const auto dns_class = node.choice<DnsClass>({{"IN", DnsClass::internet}, {"CHAOS", DnsClass::chaos}});
  if (dns_class == DnsClass::chaos && type && *type != DnsType::txt) {
    node.error("must be 'IN' unless the type is 'TXT'");
  }
  return dns_class;
}

// "192.0.2.1", "192.0.2.1:5353", "2001:db8::1" or "[2001:db8::1]:5353".
std::optional<DnsServer> parse_server(std::string_view text) {
  if (const auto address = Address::parse(text)) {
    return DnsServer{*address};
  }
  const auto colon = std::min(text.rfind(':'), text.size());
  auto host = text.substr(0, colon);
  const bool has_brackets = host.starts_with('[') && host.ends_with(']');
  if (has_brackets) {
    host = host.substr(1, host.size() - 2);
  }
  const auto address = Address::parse(host);
  const auto port = text::port_number(text.substr(std::min(colon + 1, text.size())));
  if (!address || !port || has_brackets != (address->family() == Family::ipv6)) {
    return std::nullopt;
  }
  return DnsServer{*address, *port};
}

Servers read_servers(const Node& list, std::optional<Family> family) {
  Servers servers;
  for (const auto& item : list.items(most_servers)) {
    const auto text = item.text();
    const auto server = text ? parse_server(*text) : std::nullopt;
    if (text && !server) {
      item.error("must be an IP address such as '192.0.2.1', '192.0.2.1:5353' or '[2001:db8::1]:5353'");
    } else if (server && family && server->address.family() != *family) {
      item.error("must be an " + std::string(to_string(*family)) + " address, over which alone this question is asked");
    } else if (server && std::find(servers.begin(), servers.end(), *server) == servers.end()) {
      servers.push_back(*server);
    }
  }
  return servers;
}

// The family that the type tells, else the one that is said.
std::optional<Family> family_told(const Node& type, DnsType value, std::optional<Family> said) {
  if (value == DnsType::txt) {
    return said;
  }
  const auto told = value == DnsType::a ? Family::ipv4 : Family::ipv6;
  if (said.value_or(told) != told) {
    type.error("tells an " + std::string(to_string(told)) + " address, which is not the family that is given");
  }
  return told;
}

// Where all servers are of one family, the question can tell no other.
std::optional<Family> family_of(const Servers& servers) {
  const auto is_ipv4 = [](const DnsServer& each) { return each.address.family() == Family::ipv4; };
  const auto count = std::ranges::count_if(servers, is_ipv4);
  if (count != 0 && count != std::ssize(servers)) {
    return std::nullopt;
  }
  return count != 0 ? Family::ipv4 : Family::ipv6;
}

std::optional<Node> require(ObjectReader& reader, const char* key, const Node& object) {
  auto found = reader.find(key);
  if (!found) {
    object.error(std::string(key) + " is missing");
  }
  return found;
}

}  // namespace

std::optional<DnsProvider> read_dns_provider(const Node& dns, std::optional<Family> family) {
  if (!dns.is<JsonObject>()) {
    dns.wrong_kind(R"({"name": ..., "type": ..., "servers": [...]})");
    return std::nullopt;
  }
  ObjectReader reader(dns);
  const auto name = require(reader, "name", dns);
  const auto type = require(reader, "type", dns);
  const auto dns_class = reader.find("class");
  const auto servers = require(reader, "servers", dns);
  reader.reject_others();
  const auto its_name = name ? read_name(*name) : std::nullopt;
  const auto its_type = type ? read_type(*type) : std::nullopt;
  const auto its_class = dns_class ? read_class(*dns_class, its_type) : std::nullopt;
  const DnsQuestion usual;  // so that the other keys are checked, too
  DnsProvider provider{
      {its_name.value_or(usual.name), its_type.value_or(usual.type), its_class.value_or(usual.dns_class)},
      {},
      {},
      family};
  if (its_type) {
    provider.family = family_told(*type, *its_type, family);
  }
  if (servers) {
    provider.servers = read_servers(*servers, provider.family);
    provider.family = provider.family ? provider.family : family_of(provider.servers);
  }
  return provider;
}

}  // namespace dyndns::config
