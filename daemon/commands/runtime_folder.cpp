#include "commands/runtime_folder.hpp"

#include "config/read.hpp"

namespace dyndns::daemon {

std::string runtime_folder() {
  const auto folders = config::process_environment()("RUNTIME_DIRECTORY").value_or("");
  return folders.empty() ? "/run/gandi-dyndnsd" : folders.substr(0, folders.find(':'));
}

}  // namespace dyndns::daemon
