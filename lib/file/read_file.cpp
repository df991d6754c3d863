#include "file/read_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "file/descriptor.hpp"

namespace dyndns::file {
namespace {

// The next bytes, as many as fit; none at the end; a negative number for an error.
ssize_t read_some(const Descriptor& file, char* to, std::size_t size) {
  for (;;) {
    const auto count = ::read(file.get(), to, size);
    if (count >= 0 || errno != EINTR) {
      return count;
    }
  }
}

// One byte more than the limit, where there are so many. fstat's size is not asked: some file systems say 0, and the
// file may be growing.
boost::system::result<std::string, Error> read_up_to(const Descriptor& file, std::size_t limit) {
  constexpr std::size_t step = 16'384;
  std::string content;
  for (std::size_t filled = 0; filled <= limit;) {
    content.resize(std::min(filled + step, limit + 1));
    const auto count = read_some(file, content.data() + filled, content.size() - filled);
    if (count < 0) {
      return system_error("cannot be read", errno);
    }
    filled += static_cast<std::size_t>(count);
    content.resize(filled);
    if (count == 0) {
      break;
    }
  }
  return content;
}

}  // namespace

Error system_error(const std::string& what, int number) {
  return {number, what + ": " + std::generic_category().message(number)};
}

boost::system::result<Content, Error> read_file(const std::string& path, std::size_t limit) {
  // O_NONBLOCK: opening a pipe must not wait for its other end.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) {
    return system_error("cannot be opened", errno);
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    return system_error("cannot be examined", errno);
  }
  if (!S_ISREG(status.st_mode)) {
    return Error{0, "is not a regular file"};
  }
  auto content = read_up_to(file, limit);
  if (!content) {
    return content.error();
  }
  if (content->size() > limit) {
    return Error{0, "is larger than " + std::to_string(limit / 1024) + " KiB"};
  }
  return Content{std::move(*content), (status.st_mode & S_IROTH) != 0, (status.st_mode & S_IWOTH) != 0};
}

bool exists(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 || errno != ENOENT;
}

}  // namespace dyndns::file
