// What Gandi's refusals mean to whoever asked, by either API, and what may be quoted of them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/record.hpp"
#include "core/secret.hpp"
#include "http/client.hpp"

namespace dyndns::gandi {

// What an HTTP status other than success means. `said` is what the answer tells a person, if anything: an excerpt of it
// is quoted.
[[nodiscard]] Failure http_failure(const http::Response& response, std::string_view said, const Secret& secret);

// For a record that holds anything but an address of its type's family.
[[nodiscard]] Failure not_an_address(const RrsetKey& key, std::string_view value);

// The body, where it is text for a person; empty where it is markup, which tells less than the status does.
[[nodiscard]] std::string_view plain_text(const http::Response& response);

// The Retry-After header (RFC 9110, 10.2.3), up to a day. A date is read against the answer's own Date, so that our
// clock need not be right; without one it says nothing.
[[nodiscard]] std::optional<std::chrono::seconds> retry_after(const http::Response& response);

// One line that is safe to show, at most limits::excerpt_length bytes long, without the secret.
[[nodiscard]] std::string excerpt(std::string_view text, const Secret& secret);

// What it was, and an excerpt of what was said with it, if anything: " (fault 510042)", " (HTTP 503: 'be right back')".
[[nodiscard]] std::string with_quote(const std::string& what, std::string_view said, const Secret& secret);
[[nodiscard]] std::string with_status(const http::Response& response, std::string_view said, const Secret& secret);

}  // namespace dyndns::gandi
