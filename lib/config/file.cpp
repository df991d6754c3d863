#include "config/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace dyndns::config {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Wrong failed(const char* what) { return wrong(std::string(what) + ": " + std::generic_category().message(errno)); }

Wrong too_large(std::size_t limit) { return wrong("is larger than " + std::to_string(limit / 1024) + " KiB"); }

// fstat's size is only a hint: some file systems say 0, and the file may be growing.
Checked<std::string> read_all(int descriptor, std::size_t limit) {
  std::string content(limit + 1, '\0');
  std::size_t length = 0;
  while (length < content.size()) {
    const ssize_t got = ::read(descriptor, content.data() + length, content.size() - length);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return failed("cannot be read");
    }
    if (got == 0) {
      content.resize(length);
      return content;
    }
    length += static_cast<std::size_t>(got);
  }
  return too_large(limit);
}

}  // namespace

Checked<File> read_file(const std::string& path, std::size_t limit) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (descriptor.number() < 0) {
    return failed("cannot be opened");
  }
  struct stat status = {};
  if (::fstat(descriptor.number(), &status) != 0) {
    return failed("cannot be examined");
  }
  if (!S_ISREG(status.st_mode)) {
    return wrong("is not a regular file");
  }
  auto content = read_all(descriptor.number(), limit);
  if (!content) {
    return content.error();
  }
  return File{std::move(*content), (status.st_mode & S_IROTH) != 0, (status.st_mode & S_IWOTH) != 0};
}

bool exists(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 || errno != ENOENT;
}

}  // namespace dyndns::config
