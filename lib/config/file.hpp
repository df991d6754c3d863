// A small regular file, read whole. Anything else (a directory, a FIFO, a device) is refused without waiting for it.
#pragma once

#include <string>

#include "config/problem.hpp"

namespace dyndns::config {

struct File {
  std::string content;
  bool read_by_others = false;  // the mode lets every user of the machine do it
  bool written_by_others = false;
};

// `limit` in bytes.
[[nodiscard]] Checked<File> read_file(const std::string& path, std::size_t limit);

// False only when there is certainly nothing of that name.
[[nodiscard]] bool exists(const std::string& path);

}  // namespace dyndns::config
