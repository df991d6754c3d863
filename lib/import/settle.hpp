// A host of another program's configuration, seen by itself: where it is at Gandi, and whether the daemon can look
// after it.
#pragma once

#include <string>

#include "import/draft.hpp"
#include "text/checked.hpp"

namespace dyndns::imports {

// With no secret of the draft in it.
[[nodiscard]] std::string without_secrets(std::string text, const Draft& draft);

// Its zone and its name as our configuration writes them; why there are none, in words that follow "left out: ".
[[nodiscard]] text::Checked<Host> settle(Host host, const Draft& draft);

}  // namespace dyndns::imports
