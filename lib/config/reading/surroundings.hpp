// What surrounds the configuration file: where it lies, the environment, and the problems found so far.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/values/remarks.hpp"

namespace dyndns::config {

struct Surroundings {
  std::string config_path;
  std::function<std::optional<std::string>(const std::string& name)> environment;
  std::vector<Problem>& problems;

  // A relative path in the configuration begins at the configuration's own folder.
  [[nodiscard]] std::string resolve(const std::string& path) const;
  // Empty when the variable is not set, which is as good as an empty one.
  [[nodiscard]] std::string variable(const std::string& name) const;
};

}  // namespace dyndns::config
