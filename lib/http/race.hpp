// The first connection that comes about, of all to the addresses of a host (RFC 8305). The families are looked up side
// by side, and take turns, the preferred one first; it has 50 ms to answer after the other has. An attempt begins
// 250 ms after the one before, beside it, or at once when that one fails. Who comes too late is cancelled.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/address.hpp"
#include "core/failure.hpp"
#include "http/paths.hpp"
#include "http/stream.hpp"
#include "ports/clock.hpp"
#include "ports/task.hpp"

namespace dyndns::http {

// Both end by the deadline of the whole.
struct Runners {
  std::function<Task<Result<std::vector<Address>>>(Family)> look_up;
  std::function<Task<Result<std::unique_ptr<Stream>>>(Address)> connect;
};

// `family`: of the addresses, nothing for both. An address that was overtaken, and its family if the other one won, is
// noted as slow. Failures: of the last attempt that failed before its time was up; of a lookup when there was none.
// All that is referred to must live until the end.
[[nodiscard]] Task<Result<std::unique_ptr<Stream>>> race(const Runners& runners, std::optional<Family> family,
                                                         Clock& clock, Paths& paths);

}  // namespace dyndns::http
