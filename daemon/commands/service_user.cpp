#include "commands/service_user.hpp"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace dyndns::daemon {
namespace {

constexpr const char* service_name = "gandi-dyndnsd";  // of the user, of the group and of the folder in /etc
constexpr const char* folder = "/etc/gandi-dyndnsd";

bool is_in_folder(const std::string& path) {
  std::error_code error;
  const auto parent = std::filesystem::absolute(path, error).lexically_normal().parent_path();
  return path.empty() || parent == folder;
}

// The file itself, or the first folder on the way to it that may not be passed.
std::string closed_place(const std::string& path) {
  std::filesystem::path so_far;
  for (const auto& part : std::filesystem::path(path).parent_path()) {
    so_far /= part;
    if (::euidaccess(so_far.c_str(), X_OK) != 0) {
      return so_far;
    }
  }
  return path;
}

std::string how_to_open(const std::string& path) {
  const auto place = closed_place(path);
  return "; the service's user may not read it: run 'sudo chgrp " + std::string(service_name) + " '" + place +
         "' && sudo chmod " + (place == path ? "0640 '" : "0750 '") + place + "'";
}

}  // namespace

bool become_service_user(const std::string& config_path) {
  const auto* const user = ::getuid() == 0 && is_in_folder(config_path) ? ::getpwnam(service_name) : nullptr;
  return user != nullptr && ::initgroups(service_name, user->pw_gid) == 0 && ::setegid(user->pw_gid) == 0 &&
         ::seteuid(user->pw_uid) == 0;
}

std::vector<Problem> with_remedies(std::vector<Problem> problems, bool as_service) {
  for (auto& problem : problems) {
    if (problem.message.ends_with("Permission denied")) {
      problem.message += as_service         ? how_to_open(problem.where)
                         : ::geteuid() != 0 ? "; try 'sudo gandi-dyndnsd check', which sees what the service sees"
                                            : "";
    } else if (problem.message.ends_with("No such file or directory") && is_in_folder(problem.where) &&
               problem.where.ends_with(".json")) {
      problem.message +=
          "; begin with the example: sudo cp /usr/share/doc/gandi-dyndnsd/examples/config.json " + problem.where;
    }
  }
  return problems;
}

}  // namespace dyndns::daemon
