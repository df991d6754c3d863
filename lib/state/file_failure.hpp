// What the system says against a file, as a Failure.
#pragma once

#include <string>
#include <string_view>

#include "core/failure.hpp"

namespace dyndns::state {

// "'PATH' WHAT: No such file or directory". Refused where a person must mend something, such as rights and paths;
// unavailable where it can pass by itself, such as a full disk.
[[nodiscard]] Failure file_failure(const std::string& path, std::string_view what, int error_number);

}  // namespace dyndns::state
