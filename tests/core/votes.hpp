// Votes for the truth and for a lie, and what they come to.
#pragma once

#include <string>

#include "core/consensus.hpp"
#include "fakes/ip.hpp"

namespace dyndns {

inline const Address truth = fakes::ip("81.2.69.142");
inline const Address lie = fakes::ip("104.18.0.0");

inline Vote vote(const std::string& operator_name, const Address& address) { return {operator_name, address}; }

// "" is no quorum.
inline std::string agreed(const Verdict& verdict) {
  const auto* found = std::get_if<Agreed>(&verdict);
  return found == nullptr ? "" : found->address.to_string();
}

}  // namespace dyndns
