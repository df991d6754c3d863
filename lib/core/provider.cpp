#include "core/provider.hpp"

#include "core/consensus.hpp"
#include "text/discreet.hpp"

namespace dyndns {
std::string_view to_string(DnsType type) {
  switch (type) {
    case DnsType::a:
      return "A";
    case DnsType::txt:
      return "TXT";
    case DnsType::aaaa:
      return "AAAA";
  }
  return "unknown";
}

std::string to_string(const DnsQuestion& question) {
  const std::string dns_class = question.dns_class == DnsClass::chaos ? " CHAOS " : " ";
  return question.name + dns_class + std::string(to_string(question.type));
}

std::string to_string(const DnsServer& server) {
  auto text = server.address.to_string();
  if (server.port == dns_port) {
    return text;
  }
  if (server.address.family() == Family::ipv6) {
    text = '[' + text + ']';
  }
  return text + ':' + std::to_string(server.port);
}

std::string operator_of(const Provider& provider) {
  const auto* web = std::get_if<WebProvider>(&provider);
  return web != nullptr ? web->operator_name : unauthenticated_operator;
}

std::string name_of(const Provider& provider) {
  if (const auto* web = std::get_if<WebProvider>(&provider)) {
    return text::without_query(web->url);
  }
  const auto& dns = std::get<DnsProvider>(provider);
  const auto name = "dns " + to_string(dns.question);
  return dns.run_by.empty() ? name : name + " (" + dns.run_by + ")";
}

bool can_tell(const Provider& provider, Family family) {
  return std::visit([family](const auto& each) { return each.family.value_or(family) == family; }, provider);
}

}  // namespace dyndns
