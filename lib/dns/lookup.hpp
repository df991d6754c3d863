// One question to c-ares, whose sockets are watched on the event loop. Destroying it ends it at once.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "dns/resolver.hpp"
#include "ports/task.hpp"

namespace dyndns::dns {

class Lookup {
 public:
  virtual ~Lookup() = default;

  // Nothing yet while servers are being asked.
  [[nodiscard]] virtual const std::optional<Result<std::vector<Address>>>& answer() const = 0;

  // Returns when something has happened, or at the deadline.
  [[nodiscard]] virtual Task<void> progress(std::chrono::steady_clock::time_point deadline) = 0;
};

[[nodiscard]] std::unique_ptr<Lookup> start_lookup(const boost::asio::any_io_executor& executor,
                                                   const ResolverOptions& options, std::string host,
                                                   std::optional<Family> family);

}  // namespace dyndns::dns
