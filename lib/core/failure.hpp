// An expected failure as a value, sorted by its remedy.
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dyndns {

enum class Fault {
  unreachable,  // no route, no DNS, connection refused or dropped, TLS not verified: try again soon
  timed_out,    // no answer within its time: try again soon
  unavailable,  // the server's own fault (5xx): try again soon
  unconfirmed,  // a write may or may not have landed: read again soon
  throttled,    // the server asks for patience: try again when it says
  damped,       // written too often lately: we ask ourselves for patience, and only writes wait
  denied,       // credential refused, or without the right: a person must act
  missing,      // the domain, zone or record is not there: a person must act
  malformed,    // the answer is not what its format says: a person must know
  refused,      // the request itself is wrong: a person must act
};

[[nodiscard]] std::string_view to_string(Fault fault);  // one word, for fields and JSON: "timed-out"

// True when the same request may well succeed within minutes, without anybody doing anything.
[[nodiscard]] bool is_transient(Fault fault);

struct Failure {
  Fault fault;
  std::string detail;  // one line for a person: what happened and what to do, no secret, no trailing period
  std::optional<std::chrono::seconds> retry_after =
      std::nullopt;  // how long to wait, where the server said it or a record is damped: of transient faults only

  bool operator==(const Failure&) const = default;
};

template <class T>
using Result = boost::system::result<T, Failure>;

}  // namespace dyndns
