#include <algorithm>
#include <set>

#include "config/keys/readers.hpp"
#include "core/consensus.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

bool asks_providers(const std::optional<AddressOrigin>& origin) {
  return origin && std::holds_alternative<AskProviders>(*origin);
}

std::set<std::string> operators_of(const Settings& settings, Family family) {
  std::set<std::string> operators;
  for (const auto& provider : settings.providers) {
    if (can_tell(provider, family)) {
      operators.insert(operator_of(provider));
    }
  }
  return operators;
}

bool has_web_provider(const Settings& settings, Family family) {
  return std::ranges::any_of(settings.providers, [family](const Provider& provider) {
    return std::holds_alternative<WebProvider>(provider) && can_tell(provider, family);
  });
}

std::string listed(const std::set<std::string>& names) {
  std::string list;
  for (const auto& name : names) {
    list += (list.empty() ? "" : ", ") + text::in_quotes(name);
  }
  return list.empty() ? list : " (" + list + ")";
}

}  // namespace

bool asks_providers(const Settings& settings) { return asks_providers(settings.ipv4) || asks_providers(settings.ipv6); }

std::optional<std::string> why_too_few_operators(const Settings& settings, Family family) {
  const auto operators = operators_of(settings, family);
  const auto& origin = family == Family::ipv4 ? settings.ipv4 : settings.ipv6;
  const std::string kind(to_string(family));
  if (!asks_providers(origin)) {
    return std::nullopt;
  }
  if (!operators.empty() && !has_web_provider(settings, family)) {
    return "only DNS questions can tell the " + kind + " address, and they confirm but never decide; add a URL";
  }
  if (operators.size() >= settings.quorum) {
    return std::nullopt;
  }
  std::string why = text::count_of(settings.quorum, "operator") + " must agree, but the providers for " + kind +
                    " belong to " + std::to_string(operators.size()) + listed(operators) +
                    "; add providers or lower the quorum";
  if (operators.contains(unauthenticated_operator)) {
    why += " (all that are asked over plain http or by DNS count as one operator)";
  }
  return why;
}

}  // namespace dyndns::config
