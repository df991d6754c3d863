// Reads configuration, providers and credential from their files; says everything that is wrong with them at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/reading/remarks.hpp"
#include "config/values/settings.hpp"

namespace dyndns::config {

// What the command line says; empty: not said.
struct Options {
  std::string config_path;
  std::string providers_path;
  std::string log_level;  // one that parse_log_level() knows
};

[[nodiscard]] Environment process_environment();

// Settings exactly when none of the problems is an error. Touches no network and writes nothing.
struct Reading {
  std::optional<Settings> settings;
  std::vector<Problem> problems;
};
[[nodiscard]] Reading read(const Options& options, const Environment& environment);

}  // namespace dyndns::config
