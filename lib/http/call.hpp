// A request that has been checked, as it goes out, and what is allowed to its answer.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "http/client.hpp"
#include "url/url.hpp"

namespace dyndns::http {

using Deadline = std::chrono::steady_clock::time_point;

struct Call {
  url::Url url;
  std::optional<Family> family{};
  std::string method;
  std::string bytes;  // headers and body
  std::chrono::milliseconds timeout;
  Deadline deadline;
  std::size_t body_limit;
};

// Failure: refused, without the value of a header or the body in its detail.
[[nodiscard]] Result<Call> prepare_call(const Request& request, Deadline now);

}  // namespace dyndns::http
