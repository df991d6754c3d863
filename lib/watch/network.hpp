// What the kernel says of this host's connection to the Internet, when it is asked and when that changes.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>

#include "core/failure.hpp"
#include "ports/task.hpp"
#include "watch/outlook.hpp"

namespace dyndns::watch {

class Network {
 public:
  virtual ~Network() = default;

  // How things stand. What was announced until now is forgotten. What the kernel does not say is not there.
  [[nodiscard]] virtual Outlook outlook() = 0;

  // Returns when something is announced that contradicts `known`, or when announcements were lost.
  [[nodiscard]] virtual Task<void> change_from(const Outlook& known) = 0;
};

// The interface through which a family is asked about, where that is not left to the routes.
using Vias = std::map<Family, std::string>;

// By which a packet to the Internet leaves now, through `via` unless that is empty. Nothing when there is none.
[[nodiscard]] std::optional<WayOut> way_out(Family family, const std::string& via);

// By rtnetlink(7), each time with the `vias` of then. A failure where that is forbidden or missing.
[[nodiscard]] Result<std::unique_ptr<Network>> make_network(const boost::asio::any_io_executor& executor,
                                                            std::function<Vias()> vias);

}  // namespace dyndns::watch
