// What a reload changed, in words.
#pragma once

#include <string>

#include "config/values/settings.hpp"

namespace dyndns::config {

// One line, without a secret: "interval is 1 min, was 5 min; 'mail.example.com' A added; credential replaced". "nothing
// changed" where nothing did. `state_dir` is told apart: it stays as it was until a restart.
[[nodiscard]] std::string describe_changes(const Settings& before, const Settings& after);

}  // namespace dyndns::config
