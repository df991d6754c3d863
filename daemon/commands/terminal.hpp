// What the reader of our output can be shown.
#pragma once

#include "show/layout.hpp"

namespace dyndns::daemon {

// Colour on a terminal, unless NO_COLOR is set (https://no-color.org) or TERM is "dumb"; other characters than ASCII
// where the locale has UTF-8.
[[nodiscard]] show::Style style_of(int descriptor);

}  // namespace dyndns::daemon
