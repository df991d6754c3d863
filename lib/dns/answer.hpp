// What c-ares found becomes addresses, or a sentence about why there are none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"

struct ares_addrinfo;

namespace dyndns::dns {

// At most 16 addresses. `status` is c-ares' own; `found` may be null.
[[nodiscard]] Result<std::vector<Address>> read_answer(int status, const ares_addrinfo* found, const std::string& host,
                                                       std::optional<Family> family);

[[nodiscard]] Failure no_address(const std::string& host, std::optional<Family> family);

}  // namespace dyndns::dns
