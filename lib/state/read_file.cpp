#include "state/read_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "state/descriptor.hpp"
#include "state/file_failure.hpp"

namespace dyndns::state {
namespace {

bool is_ordinary(const Descriptor& file) {
  struct stat status {};
  return ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode);
}

// The next bytes, as many as fit; none at the end; a negative number for an error.
ssize_t read_some(const Descriptor& file, char* to, std::size_t size) {
  for (;;) {
    const auto count = ::read(file.get(), to, size);
    if (count >= 0 || errno != EINTR) {
      return count;
    }
  }
}

// One byte more than the limit, where there are so many.
Result<std::string> read_up_to(const Descriptor& file, const std::string& path, std::size_t limit) {
  constexpr std::size_t step = 16'384;
  std::string content;
  for (std::size_t filled = 0; filled <= limit;) {
    content.resize(filled + step);
    const auto count = read_some(file, content.data() + filled, step);
    if (count < 0) {
      return file_failure(path, "could not be read", errno);
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

Result<std::optional<std::string>> read_file(const std::string& path, std::size_t limit) {
  // O_NONBLOCK: opening a pipe must not wait for its other end.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open() && errno == ENOENT) {
    return std::optional<std::string>();
  }
  if (!file.is_open()) {
    return file_failure(path, "could not be opened", errno);
  }
  if (!is_ordinary(file)) {
    return Failure{Fault::malformed, '\'' + path + "' is not an ordinary file"};
  }
  auto content = read_up_to(file, path, limit);
  if (!content) {
    return content.error();
  }
  if (content->size() > limit) {
    return Failure{Fault::malformed, '\'' + path + "' is longer than " + std::to_string(limit) + " bytes"};
  }
  return std::optional(std::move(*content));
}

}  // namespace dyndns::state
