// Addresses for tests, written as people write them.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "core/address.hpp"

namespace dyndns::fakes {

[[nodiscard]] inline Address ip(std::string_view text) {
  const auto address = Address::parse(text);
  if (!address) {
    throw std::invalid_argument("not an address: " + std::string(text));
  }
  return *address;
}

}  // namespace dyndns::fakes
