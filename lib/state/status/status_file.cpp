#include "state/status/status_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "state/document_file.hpp"
#include "state/status/codec.hpp"

namespace dyndns::state {

Result<void> StatusFile::write(const Status& status) const {
  return replace_document(path_, encode(status), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

Result<std::optional<Status>> StatusFile::read() const {
  const auto document = read_document(path_);
  if (!document) {
    return document.error();
  }
  if (!*document) {
    return std::optional<Status>();
  }
  auto status = decode_status(**document);
  if (!status) {
    return Failure{status.error().fault, '\'' + path_ + "' is not a status of this program: " + status.error().detail};
  }
  return std::optional(*std::move(status));
}

void StatusFile::remove() const { ::unlink(path_.c_str()); }

}  // namespace dyndns::state
