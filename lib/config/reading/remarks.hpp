// What is found wrong with the files of a configuration, and what surrounds them: their folder and the environment.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.hpp"

namespace dyndns::config {

// Adds to the list of problems those of one file. The list ends after 100, since a file can hold a million mistakes.
class Remarks {
 public:
  Remarks(std::vector<Problem>& problems, std::string where) : problems_(problems), where_(std::move(where)) {}

  // `path` leads to the value within the file; empty: the file as a whole.
  void error(std::string_view path, std::string_view message);
  void warning(std::string_view path, std::string_view message);

  [[nodiscard]] bool has_errors() const { return has_errors_; }  // of its own

 private:
  void add(bool is_error, std::string_view path, std::string_view message);

  std::vector<Problem>& problems_;
  std::string where_;
  bool has_errors_ = false;
};

// A variable of the environment, nothing when it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

struct Surroundings {
  std::string config_path;
  Environment environment;
  std::vector<Problem>& problems;  // found so far

  // A relative path in the configuration begins at the configuration's own folder.
  [[nodiscard]] std::string resolve(const std::string& path) const;
  // Empty when the variable is not set, which is as good as an empty one.
  [[nodiscard]] std::string variable(const std::string& name) const;
};

}  // namespace dyndns::config
