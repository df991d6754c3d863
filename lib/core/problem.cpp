#include "core/problem.hpp"

#include <algorithm>

namespace dyndns {

bool has_error(const std::vector<Problem>& problems) { return std::ranges::any_of(problems, &Problem::is_error); }

std::string first_error(const std::vector<Problem>& problems) {
  const auto error = std::ranges::find_if(problems, &Problem::is_error);
  return error == problems.end() ? "" : error->where + ": " + error->message;
}

}  // namespace dyndns
