// What c-ares found becomes addresses, or a sentence about why there are none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"

struct ares_addrinfo;
struct sockaddr;

namespace dyndns::dns {

// At most 16 addresses. `status` is c-ares' own; `found` may be null.
[[nodiscard]] Result<std::vector<Address>> read_answer(int status, const ares_addrinfo* found, const std::string& host,
                                                       std::optional<Family> family);

// Nothing when it is of neither family.
[[nodiscard]] std::optional<Address> read_address(const sockaddr* address);

[[nodiscard]] Failure no_address(const std::string& host, std::optional<Family> family);

}  // namespace dyndns::dns
