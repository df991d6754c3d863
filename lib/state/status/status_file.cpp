#include "state/status/status_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "file/atomic_file.hpp"
#include "file/read_file.hpp"
#include "state/file_failure.hpp"
#include "state/json_document.hpp"
#include "state/status/codec.hpp"

namespace dyndns::state {

Result<void> StatusFile::write(const Status& status) const {
  const auto written = file::replace_file(path_, encode(status), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
  if (!written) {
    return file_failure(path_, written.error());
  }
  return {};
}

Result<std::optional<Status>> StatusFile::read() const {
  const auto content = file::read_file(path_, longest_document);
  if (!content && content.error().number == ENOENT) {
    return std::optional<Status>();
  }
  if (!content) {
    return file_failure(path_, content.error());
  }
  auto status = decode_status(content->text);
  if (!status) {
    return Failure{status.error().fault, '\'' + path_ + "' is not a status of this program: " + status.error().detail};
  }
  return std::optional(*std::move(status));
}

void StatusFile::remove() const { ::unlink(path_.c_str()); }

}  // namespace dyndns::state
