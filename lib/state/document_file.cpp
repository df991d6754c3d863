#include "state/document_file.hpp"

#include <cerrno>

#include "file/atomic_file.hpp"
#include "state/document.hpp"

namespace dyndns::state {
namespace {

Fault fault_of(int error_number) {
  switch (error_number) {
    case 0:
      return Fault::malformed;
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG:
      return Fault::refused;
    default:
      return Fault::unavailable;
  }
}

}  // namespace

Failure file_failure(const std::string& path, const file::Error& error) {
  const auto fault = error.is_in_place ? Fault::unconfirmed : fault_of(error.number);
  return {fault, '\'' + path + "' " + error.what};
}

Result<std::optional<std::string>> read_document(const std::string& path) {
  auto content = file::read_file(path, longest_document);
  if (content) {
    return std::optional(std::move(content->text));
  }
  if (content.error().number == ENOENT) {
    return std::optional<std::string>();
  }
  return file_failure(path, content.error());
}

Result<void> replace_document(const std::string& path, std::string_view document, ::mode_t mode) {
  const auto replaced = file::replace_file(path, document, mode);
  if (!replaced) {
    return file_failure(path, replaced.error());
  }
  return {};
}

}  // namespace dyndns::state
