// What an HTTP status other than success means to whoever asked Gandi, by either API.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "http/client.hpp"

namespace dyndns::gandi {

// `said` is what the answer tells a person, if anything: a short excerpt of it is quoted, without the secret.
[[nodiscard]] Failure http_failure(const http::Response& response, std::string_view said, const Secret& secret);

// The body, where it is text for a person; empty where it is markup, which tells less than the status does.
[[nodiscard]] std::string_view plain_text(const http::Response& response);

// The Retry-After header (RFC 9110, 10.2.3), up to a day. A date is read against the answer's own Date, so that our
// clock need not be right; without one it says nothing.
[[nodiscard]] std::optional<std::chrono::seconds> retry_after(const http::Response& response);

}  // namespace dyndns::gandi
