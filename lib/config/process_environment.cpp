#include <cstdlib>

#include "config/read.hpp"

namespace dyndns::config {

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = ::secure_getenv(name.c_str());
    return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
  };
}

}  // namespace dyndns::config
