#include "state/file_failure.hpp"

#include <cerrno>
#include <system_error>

namespace dyndns::state {
namespace {

Fault fault_of(int error_number) {
  switch (error_number) {
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

Failure file_failure(const std::string& path, std::string_view what, int error_number) {
  auto detail = '\'' + path + "' ";
  detail.append(what).append(": ").append(std::generic_category().message(error_number));
  return {fault_of(error_number), std::move(detail)};
}

}  // namespace dyndns::state
