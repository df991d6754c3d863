#include "state/status_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "state/atomic_file.hpp"
#include "state/json_document.hpp"
#include "state/read_file.hpp"
#include "state/status_codec.hpp"

namespace dyndns::state {

Result<void> StatusFile::write(const Status& status) const {
  return replace_file(path_, encode(status), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

Result<std::optional<Status>> StatusFile::read() const {
  const auto content = read_file(path_, longest_document);
  if (!content) {
    return content.error();
  }
  if (!*content) {
    return std::optional<Status>();
  }
  auto status = decode_status(**content);
  if (!status) {
    return Failure{status.error().fault, '\'' + path_ + "' is not a status of this program: " + status.error().detail};
  }
  return std::optional(*std::move(status));
}

void StatusFile::remove() const { ::unlink(path_.c_str()); }

}  // namespace dyndns::state
