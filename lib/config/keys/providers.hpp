// Reads providers.json: whom to ask for our address, and how to read the answer.
#pragma once

#include <string>
#include <vector>

#include "config/values/remarks.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// At most 200, in the file's order, without duplicates. `text` is the file's; remarks may have errors afterwards.
[[nodiscard]] std::vector<Provider> parse_providers(std::string_view text, Remarks& remarks);

}  // namespace dyndns::config
