// What Gandi tells about a Personal Access Token: until when it is good, and for what.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "http/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::token {

struct Info {
  std::chrono::seconds expires_in{};
  std::optional<std::vector<std::string>> scopes;  // nothing when the answer does not say
  std::string name;                                // as its owner called it; may be empty
  std::string sharing_id{};                        // of its organisation, a UUID in lower case; empty when not told

  bool operator==(const Info&) const = default;
};

[[nodiscard]] Result<Info> parse_info(std::string_view body);

// Denied when the token is not, or no longer, good. Any other failure says nothing about the token.
[[nodiscard]] Task<Result<Info>> ask_info(http::Client& http, std::string url, Secret token,
                                          std::chrono::milliseconds timeout);

}  // namespace dyndns::gandi::token
