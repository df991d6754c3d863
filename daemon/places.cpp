#include "places.hpp"

#include "config/read.hpp"

namespace dyndns::daemon {
namespace {

std::string folder_named_by(const char* variable, const std::string& usual, const std::string& instance) {
  const auto folders = config::process_environment()(variable).value_or("");
  return folders.empty() || !instance.empty() ? usual + unit_of(instance) : folders.substr(0, folders.find(':'));
}

}  // namespace

std::string unit_of(const std::string& instance) {
  return instance.empty() ? "gandi-dyndnsd" : "gandi-dyndnsd@" + instance;
}

std::string runtime_folder(const std::string& instance) {
  return folder_named_by("RUNTIME_DIRECTORY", "/run/", instance);
}

std::string state_folder(const std::string& instance) {
  return folder_named_by("STATE_DIRECTORY", "/var/lib/", instance);
}

}  // namespace dyndns::daemon
