// Tells systemd how we are (sd_notify(3)).
#pragma once

#include <memory>

#include "ports/supervisor.hpp"

namespace dyndns::systemd {

// Without NOTIFY_SOCKET in the environment, nobody asked and nothing is sent. The service manager is never waited for:
// what it does not take at once is sent with what is next to be said. What cannot be sent at all is lost: it draws its
// own conclusions from silence.
[[nodiscard]] std::unique_ptr<Supervisor> make_notifier();

}  // namespace dyndns::systemd
