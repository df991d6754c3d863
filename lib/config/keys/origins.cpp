#include "config/keys/origins.hpp"

#include <algorithm>

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
  unsigned prefix_length = usual_prefix;
  if (prefix) {
    replace(prefix_length, prefix->whole(1, 127));
  }
  if (!suffix) {
    if (prefix) {
      prefix->error("has a meaning only beside suffix");
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
    allow_private->error("has a meaning only beside interface or command: a provider's answer is always global");
  }
  return AskProviders{};
}

std::optional<AddressOrigin> read_object(const Node& node, std::optional<Ipv6Suffix>* suffix) {
  ObjectReader origin(node);
  bool may_ask = false;
  if (suffix != nullptr) {
    *suffix = read_suffix(origin);
    may_ask = origin.find("suffix").has_value();
  }
  auto source = read_source(origin, node, may_ask);
  origin.reject_others();
  return source;
}

// `suffix` only for the family that has one.
std::optional<AddressOrigin> read_origin(const Node& node, std::optional<Ipv6Suffix>* suffix) {
  if (node.is<JsonObject>()) {
    return read_object(node, suffix);
  }
  if (!node.is<bool>()) {
    node.wrong_kind(R"(true, false, {"interface": ...} or {"command": ...})");
    return AskProviders{};
  }
  return *node.boolean() ? std::optional<AddressOrigin>(AskProviders{}) : std::nullopt;
}

}  // namespace

void read_origins(ObjectReader& config, Settings& settings) {
  const auto ipv4 = config.find("ipv4");
  const auto ipv6 = config.find("ipv6");
  const auto command = config.find("command");
  if (ipv4) {
    settings.ipv4 = read_origin(*ipv4, nullptr);
  }
  if (ipv6) {
    settings.ipv6 = read_origin(*ipv6, &settings.ipv6_suffix);
  }
  if (command && ipv4) {
    command->error("remove it: ipv4 says where the address comes from; {\"command\": ...} may stand there");
  } else if (command) {
    settings.ipv4 = FromCommand{command->text().value_or("")};
  }
  if (!settings.ipv4 && !settings.ipv6) {
    (ipv4 ? *ipv4 : *ipv6).error("nothing to do: both ipv4 and ipv6 are false");
  }
}

}  // namespace dyndns::config
