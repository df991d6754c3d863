// The addresses of one name, by c-ares.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "dns/resolver.hpp"
#include "ports/task.hpp"

namespace dyndns::dns {

// As Resolver::addresses() for what is neither an address nor local.
[[nodiscard]] Task<Result<std::vector<Address>>> look_up(boost::asio::any_io_executor executor, ResolverOptions options,
                                                         std::string host, std::optional<Family> family,
                                                         std::chrono::steady_clock::time_point deadline);

}  // namespace dyndns::dns
