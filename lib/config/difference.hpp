// What a reload changed, in words.
#pragma once

#include <string>

#include "config/values/settings.hpp"

namespace dyndns::config {

// One line, without a credential, a command or the query of a URL: "interval is 1min, was 5min; 'mail.example.com' A
// added; credential replaced". "nothing changed" where nothing did.
[[nodiscard]] std::string changes_between(const Settings& before, const Settings& after);

}  // namespace dyndns::config
