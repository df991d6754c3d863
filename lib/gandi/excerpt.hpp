// A server's text made fit to be quoted in a message.
#pragma once

#include <string>
#include <string_view>

#include "core/secret.hpp"

namespace dyndns::gandi {

// One line of printable ASCII, at most limits::excerpt_length long, without the secret.
[[nodiscard]] std::string excerpt(std::string_view text, const Secret& secret);

}  // namespace dyndns::gandi
