#include "config/keys/readers.hpp"
#include "text/one_line.hpp"

namespace dyndns::config {
namespace {

constexpr std::size_t longest_interface = 15;  // IFNAMSIZ without its terminator
constexpr unsigned usual_prefix = 64;

std::optional<std::string> interface_name(const Node& node) {
  auto name = node.text();
  if (name && (name->size() > longest_interface || name->find_first_of("/ :") != std::string::npos)) {
    node.error(text::in_quotes(*name) + " is not the name of a network interface");
    return std::nullopt;
  }
  return name;
}

// The host part is what follows the prefix; a bit before it would be lost without a word.
bool is_within_host_part(const Address& suffix, unsigned prefix_length) {
  for (unsigned bit = 0; bit < prefix_length; ++bit) {
    const unsigned byte = suffix.bytes().at(bit / 8);
    if ((byte >> (7 - bit % 8) & 1U) != 0) {
      return false;
    }
  }
  return true;
}

std::optional<Ipv6Suffix> read_suffix(ObjectReader& origin) {
  const auto suffix = origin.find("suffix");
  const auto prefix = origin.find("prefix_length");
  const auto prefix_length = (prefix ? prefix->whole(1, 127) : std::nullopt).value_or(usual_prefix);
  if (!suffix) {
    if (prefix) {
      prefix->error("makes sense only with suffix");
    }
    return std::nullopt;
  }
  const auto text = suffix->text();
  const auto address = text ? Address::parse(*text) : std::nullopt;
  if (text && (!address || address->family() != Family::ipv6)) {
    suffix->error(text::in_quotes(*text) + " is not the end of an IPv6 address such as '::1:2'");
  } else if (text && !is_within_host_part(*address, prefix_length)) {
    suffix->error(text::in_quotes(*text) + " has bits within the first " + std::to_string(prefix_length) +
                  ", which come from the detected address");
  } else if (text) {
    return Ipv6Suffix{*address, prefix_length};
  }
  return std::nullopt;
}

// "interface" or "command"; neither is fine where `may_ask`: the providers are asked.
std::optional<AddressOrigin> read_source(ObjectReader& origin, const Node& node, bool may_ask) {
  const auto interface = origin.find("interface");
  const auto command = origin.find("command");
  const auto allow_private = origin.find("allow_private");
  const bool private_too = allow_private && allow_private->boolean().value_or(false);
  const auto name = interface ? interface_name(*interface) : std::nullopt;
  const auto line = command ? command->text() : std::nullopt;
  if (interface && command) {
    node.error("must name an interface or a command, not both");
  } else if (name) {
    return FromInterface{*name, private_too};
  } else if (line) {
    return FromCommand{*line, private_too};
  } else if (!interface && !command && !may_ask) {
    node.error("must name an interface or a command");
  } else if (allow_private && !interface && !command) {
    allow_private->error("makes sense only with interface or command: a provider's answer is always global");
  }
  return AskProviders{};
}

// Only an IPv6 origin can have a suffix.
struct Origin {
  std::optional<AddressOrigin> source;
  std::optional<Ipv6Suffix> suffix;
};

Origin read_object(const Node& node, Family family) {
  ObjectReader origin(node);
  const bool is_ipv6 = family == Family::ipv6;
  const auto suffix = is_ipv6 ? read_suffix(origin) : std::nullopt;
  const bool may_ask = is_ipv6 && origin.find("suffix");
  auto source = read_source(origin, node, may_ask);
  origin.reject_others();
  return {std::move(source), suffix};
}

Origin read_origin(const Node& node, Family family) {
  if (node.is<JsonObject>()) {
    return read_object(node, family);
  }
  if (!node.is<bool>()) {
    node.wrong_kind(R"(true, false, {"interface": ...} or {"command": ...})");
    return {AskProviders{}, {}};
  }
  return *node.boolean() ? Origin{AskProviders{}, {}} : Origin();
}

}  // namespace

Origins read_origins(ObjectReader& config) {
  const auto ipv4 = config.find("ipv4");
  const auto ipv6 = config.find("ipv6");
  const auto command = config.find("command");
  auto [source4, none] = ipv4 ? read_origin(*ipv4, Family::ipv4) : Origin{AskProviders{}, {}};
  auto [source6, suffix] = ipv6 ? read_origin(*ipv6, Family::ipv6) : Origin();
  if (command && ipv4) {
    command->error("remove it: ipv4 says where the address comes from; {\"command\": ...} may stand there");
  } else if (command) {
    source4 = FromCommand{command->text().value_or("")};
  }
  if (!source4 && !source6) {
    (ipv4 ? *ipv4 : *ipv6).error("nothing to do: both ipv4 and ipv6 are false");
  }
  return {std::move(source4), std::move(source6), suffix};
}

}  // namespace dyndns::config
