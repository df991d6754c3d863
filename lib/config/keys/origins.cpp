#include "config/keys/readers.hpp"
#include "text/one_line.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_interface = 15;  // IFNAMSIZ without its terminator

std::optional<std::string> interface_name(const Node& node) {
  auto name = node.text();
  if (name && (name->size() > longest_interface || name->find_first_of("/ :") != std::string::npos)) {
    node.error(text::in_quotes(*name) + " is not the name of a network interface");
    return std::nullopt;
  }
  return name;
}

// "interface", "command" or "via"; none is fine where `may_ask`: the providers are asked.
std::optional<AddressOrigin> read_source(ObjectReader& origin, const Node& node, bool may_ask) {
  const auto interface = origin.find("interface");
  const auto command = origin.find("command");
  const auto via = origin.find("via");
  const auto allow_private = origin.find("allow_private");
  const bool private_too = allow_private && allow_private->boolean().value_or(false);
  const auto name = interface ? interface_name(*interface) : std::nullopt;
  const auto line = command ? command->text() : std::nullopt;
  const auto way = via ? interface_name(*via) : std::nullopt;
  if ((interface && command) || (via && (interface || command))) {
    node.error("must have one of interface, command and via, not several");
  } else if (name) {
    return FromInterface{*name, private_too};
  } else if (line) {
    return FromCommand{*line, private_too};
  } else if (!interface && !command && !via && !may_ask) {
    node.error("must have interface, command or via");
  } else if (allow_private && !interface && !command) {
    allow_private->error("makes sense only with interface or command: a provider's answer is always global");
  }
  return AskProviders{way.value_or("")};
}

std::optional<AddressOrigin> read_origin(const Node& node) {
  if (!node.is<bool>()) {
    node.wrong_kind(R"(true, false, {"interface": ...}, {"command": ...} or {"via": ...})");
    return AskProviders{};
  }
  return *node.boolean() ? std::optional<AddressOrigin>(AskProviders{}) : std::nullopt;
}

std::optional<AddressOrigin> read_ipv4(const Node& node) {
  if (!node.is<JsonObject>()) {
    return read_origin(node);
  }
  ObjectReader origin(node);
  auto source = read_source(origin, node, false);
  origin.reject_others();
  return source;
}

// Only IPv6 has prefixes.
Origins read_ipv6(const Node& node) {
  Origins origins;
  if (!node.is<JsonObject>()) {
    origins.ipv6 = read_origin(node);
    return origins;
  }
  ObjectReader origin(node);
  const auto suffix = origin.find("suffix");
  const auto prefix = origin.find("prefix_length");
  origins.prefix_length = (prefix ? prefix->whole(1, 127) : std::nullopt).value_or(origins.prefix_length);
  origins.suffix = read_suffix(suffix, std::nullopt, origins.prefix_length);
  origins.prefix_length_alone = suffix ? std::nullopt : prefix;
  origins.ipv6 = read_source(origin, node, suffix || prefix);
  origin.reject_others();
  return origins;
}

}  // namespace

Origins read_origins(ObjectReader& config) {
  const auto ipv4 = config.find("ipv4");
  const auto ipv6 = config.find("ipv6");
  const auto command = config.find("command");
  auto origins = ipv6 ? read_ipv6(*ipv6) : Origins();
  origins.ipv4 = ipv4 ? read_ipv4(*ipv4) : AskProviders{};
  if (command && ipv4) {
    command->error("remove it: ipv4 says where the address comes from; {\"command\": ...} may stand there");
  } else if (command) {
    origins.ipv4 = FromCommand{command->text().value_or("")};
  }
  if (!origins.ipv4 && !origins.ipv6) {
    (ipv4 ? *ipv4 : *ipv6).error("nothing to do: both ipv4 and ipv6 are false");
  }
  return origins;
}

}  // namespace dyndns::config
