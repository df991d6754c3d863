// What is wrong with the configuration, in a sentence for the person who wrote it.
#pragma once

#include <string>
#include <vector>

namespace dyndns {

struct Problem {
  bool is_error;        // else a warning
  std::string where;    // the file, or "$LOG_LEVEL", or "--log-level"
  std::string message;  // "domains.example.com[1].ttl: 60 is below Gandi's minimum of 300"
};

[[nodiscard]] bool has_error(const std::vector<Problem>& problems);

// The first error as one line, for the service manager; empty without one.
[[nodiscard]] std::string first_error(const std::vector<Problem>& problems);

}  // namespace dyndns
