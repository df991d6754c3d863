// Host names to addresses, on the event loop: /etc/hosts first, then the servers of /etc/resolv.conf, as
// nsswitch.conf(5) orders them. A lookup follows resolv.conf as it is then; of its servers the one that answered last
// is asked first, unless it says "rotate". A name with a dot is never searched for in other domains. No thread; a
// cancelled lookup ends at once.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "dns/resolv_conf.hpp"
#include "ports/task.hpp"

namespace dyndns::dns {

class Resolver {
 public:
  virtual ~Resolver() = default;

  // The addresses of `host` of the family, or of both when none is named, in the order in which they are to be tried
  // (RFC 6724); at least one. An address as text is its own answer.
  // Failures: missing (no such name, or none of that family), timed_out, unreachable (servers refuse or fail).
  [[nodiscard]] virtual Task<Result<std::vector<Address>>> addresses(std::string host, std::optional<Family> family,
                                                                     std::chrono::milliseconds timeout) = 0;
};

struct ResolverOptions {
  std::vector<ListedServer> servers{};  // none: resolv.conf's
  std::optional<std::chrono::milliseconds>
      patience{};  // with a server before the next one is asked; none: resolv.conf's
};

[[nodiscard]] std::unique_ptr<Resolver> make_resolver(const boost::asio::any_io_executor& executor,
                                                      ResolverOptions options = ResolverOptions());

}  // namespace dyndns::dns
