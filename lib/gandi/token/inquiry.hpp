// What Gandi tells about the token, asked for at most once however many want to know.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "async/bell.hpp"
#include "gandi/authorization.hpp"
#include "gandi/token/info.hpp"
#include "http/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::token {

// Nothing where there is nobody to ask, or no token to ask about.
using Told = std::optional<Result<Info>>;

class Inquiry {
 public:
  // `timeout` is for the one request, which goes to `url` and shows the token.
  Inquiry(http::Client& http, std::optional<std::string> url, Authorization authorization,
          std::chrono::milliseconds timeout);

  // The first who calls asks, the others wait for the same answer. As ask_info() where there is one.
  [[nodiscard]] Task<Told> answer();

 private:
  http::Client& http_;
  std::optional<std::string> url_;
  Authorization authorization_;
  std::chrono::milliseconds timeout_;
  Told told_;
  std::shared_ptr<async::Bell> answered_;  // while somebody asks
};

}  // namespace dyndns::gandi::token
