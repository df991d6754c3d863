// A small regular file, read whole. Anything else (a directory, a FIFO, a device) is refused without waiting for it.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <string>

namespace dyndns::file {

// Why something could not be done with a file.
struct Error {
  int number = 0;            // errno; 0 where it is not the system that objects: no regular file, too large
  std::string what;          // continues a sentence that begins with the file: "cannot be opened: Permission denied"
  bool is_in_place = false;  // see replace_file()
};

// With what the system says of `number`.
[[nodiscard]] Error system_error(const std::string& what, int number);

struct Content {
  std::string text;
  bool read_by_others = false;  // the mode lets every user of the machine do it
  bool written_by_others = false;
};

// `limit` in bytes.
[[nodiscard]] boost::system::result<Content, Error> read_file(const std::string& path, std::size_t limit);

// False only when there is certainly nothing of that name.
[[nodiscard]] bool exists(const std::string& path);

}  // namespace dyndns::file
