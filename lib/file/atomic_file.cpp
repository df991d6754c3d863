#include "file/atomic_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "file/descriptor.hpp"

namespace dyndns::file {
namespace {

// The functions below answer as system calls do: true, or false and errno.

bool is_still_called(const Descriptor& file, const std::string& path) {
  struct stat ours {};
  struct stat named {};
  return ::fstat(file.get(), &ours) == 0 && ::stat(path.c_str(), &named) == 0 && ours.st_dev == named.st_dev &&
         ours.st_ino == named.st_ino;
}

// Whoever holds the lock of the file with the temporary name may write into it, and nobody else. Between our open and
// our lock another process may have finished and renamed it: then it is the real file, and not ours to write.
bool lock(const Descriptor& file, const std::string& path) {
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    return false;
  }
  if (!is_still_called(file, path)) {
    errno = EWOULDBLOCK;
    return false;
  }
  return true;
}

bool write_all(const Descriptor& file, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(file.get(), content.data(), content.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    content.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return true;
}

bool fill(const Descriptor& file, std::string_view content, ::mode_t mode) {
  return ::ftruncate(file.get(), 0) == 0 && ::fchmod(file.get(), mode) == 0 && write_all(file, content) &&
         ::fsync(file.get()) == 0;
}

// Makes the rename outlive a power cut. Some file systems have nothing to do for it and say so by EINVAL.
bool sync_folder_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const Descriptor folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return folder.is_open() && (::fsync(folder.get()) == 0 || errno == EINVAL);
}

Error not_written(int number) {
  if (number == EWOULDBLOCK) {
    return {number, "is being written by another process"};
  }
  auto error = system_error("could not be written", number);
  error.what += "; nothing was changed";
  return error;
}

}  // namespace

boost::system::result<void, Error> replace_file(const std::string& path, std::string_view content, ::mode_t mode) {
  const auto temporary = path + ".new";
  const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file.is_open() || !lock(file, temporary)) {
    return not_written(errno);
  }
  if (!fill(file, content, mode) || ::rename(temporary.c_str(), path.c_str()) != 0) {
    const auto error = not_written(errno);
    ::unlink(temporary.c_str());
    return error;
  }
  if (!sync_folder_of(path)) {
    auto error = system_error("was written but may not survive a power cut", errno);
    error.is_in_place = true;
    return error;
  }
  return {};
}

}  // namespace dyndns::file
