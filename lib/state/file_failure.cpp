#include "state/file_failure.hpp"

#include <cerrno>

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

}  // namespace dyndns::state
