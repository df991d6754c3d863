#include "core/provider.hpp"

#include "core/consensus.hpp"

namespace dyndns {

std::string operator_of(const Provider& provider) {
  const auto* web = std::get_if<WebProvider>(&provider);
  return web != nullptr ? web->operator_name : unauthenticated_operator;
}

bool can_tell(const Provider& provider, Family family) {
  return std::visit([family](const auto& each) { return each.family.value_or(family) == family; }, provider);
}

}  // namespace dyndns
