#include "config/reading/surroundings.hpp"

#include <filesystem>

namespace dyndns::config {

std::string Surroundings::resolve(const std::string& path) const {
  return (std::filesystem::path(config_path).parent_path() / path).string();
}

std::string Surroundings::variable(const std::string& name) const { return environment(name).value_or(""); }

}  // namespace dyndns::config
