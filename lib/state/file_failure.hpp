// What the system says against a file, as a Failure.
#pragma once

#include <string>

#include "core/failure.hpp"
#include "file/read_file.hpp"

namespace dyndns::state {

// "'PATH' cannot be opened: No such file or directory". Malformed where it is not the system that objects; refused
// where a person must mend something, such as rights and paths; unavailable where it can pass by itself, such as a full
// disk.
[[nodiscard]] Failure file_failure(const std::string& path, const file::Error& error);

}  // namespace dyndns::state
