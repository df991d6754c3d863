// Sees files as the service does.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "core/problem.hpp"

namespace dyndns::daemon {

// Where root looks at a file of /etc/gandi-dyndnsd, and the user of the packaged units is there: takes that user's
// identity for files as long as it lives. Else nothing. For one thread.
class ServiceUser {
 public:
  explicit ServiceUser(const std::string& config_path);
  ~ServiceUser();
  ServiceUser(const ServiceUser&) = delete;
  ServiceUser& operator=(const ServiceUser&) = delete;

  [[nodiscard]] bool is_taken() const { return is_taken_; }

 private:
  bool is_taken_ = false;
  std::vector<::gid_t> groups_;  // of before
};

// With what can be done about a file that is not there or may not be read; `as_service`: by a ServiceUser.
[[nodiscard]] std::vector<Problem> with_remedies(std::vector<Problem> problems, bool as_service);

}  // namespace dyndns::daemon
