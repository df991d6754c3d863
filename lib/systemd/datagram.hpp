// A datagram to the service manager or to the journal, for which nobody waits.
#pragma once

#include <string>
#include <string_view>

namespace dyndns::systemd {

// To the socket of that path, or "@name" for an abstract address. 0, or the errno with which it was not taken: EAGAIN
// when whoever reads there has fallen behind.
[[nodiscard]] int send_datagram(const std::string& path, std::string_view text);

}  // namespace dyndns::systemd
