// Tells systemd how we are (sd_notify(3)).
#pragma once

#include <memory>

#include "ports/supervisor.hpp"

namespace dyndns::systemd {

// Without NOTIFY_SOCKET in the environment, nobody asked and nothing is sent. What cannot be sent is lost: the service
// manager draws its own conclusions from silence.
[[nodiscard]] std::unique_ptr<Supervisor> make_notifier();

}  // namespace dyndns::systemd
