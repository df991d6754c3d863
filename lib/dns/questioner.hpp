// Questions to name servers of our choice, with nothing between: no /etc/hosts or resolv.conf, no search list, no alias
// followed, nothing kept.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/provider.hpp"
#include "dns/way.hpp"
#include "ports/task.hpp"

namespace dyndns::dns {

class Questioner {
 public:
  virtual ~Questioner() = default;

  // What the records say, as read_reply() has it (dns/reply.hpp). The servers are asked one after the other until one
  // answers, or says that there is no answer; those that are silent are asked again, with twice the patience, while
  // there is time. Over UDP from a random port with a random id, and over TCP when the answer is too long for that.
  // Failures: unreachable, timed_out, and those of read_reply().
  [[nodiscard]] virtual Task<Result<std::vector<std::string>>> ask(DnsQuestion question, std::vector<DnsServer> servers,
                                                                   std::chrono::milliseconds timeout) = 0;
};

// All leave this host by `way`. `patience`: with a server's first silence.
[[nodiscard]] std::unique_ptr<Questioner> make_questioner(const boost::asio::any_io_executor& executor,
                                                          const Way& way = Way(),
                                                          std::chrono::milliseconds patience = std::chrono::seconds(1));

}  // namespace dyndns::dns
