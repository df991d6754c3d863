// A file that is nowhere on a disk.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "fuzz/fuzz.hpp"

namespace dyndns::fuzz {

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : number_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    require(::write(number_, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(number_); }

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(number_); }

 private:
  int number_;
};

}  // namespace dyndns::fuzz
