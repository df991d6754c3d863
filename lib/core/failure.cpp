#include "core/failure.hpp"

namespace dyndns {

std::string_view to_string(Fault fault) {
  switch (fault) {
    case Fault::unreachable:
      return "unreachable";
    case Fault::timed_out:
      return "timed-out";
    case Fault::unavailable:
      return "unavailable";
    case Fault::unconfirmed:
      return "unconfirmed";
    case Fault::throttled:
      return "throttled";
    case Fault::damped:
      return "damped";
    case Fault::denied:
      return "denied";
    case Fault::missing:
      return "missing";
    case Fault::malformed:
      return "malformed";
    case Fault::refused:
      return "refused";
  }
  return "unknown";
}

bool is_transient(Fault fault) {
  switch (fault) {
    case Fault::unreachable:
    case Fault::timed_out:
    case Fault::unavailable:
    case Fault::unconfirmed:
    case Fault::throttled:
    case Fault::damped:
      return true;
    case Fault::denied:
    case Fault::missing:
    case Fault::malformed:
    case Fault::refused:
      return false;
  }
  return false;
}

}  // namespace dyndns
