// One call of Gandi's XML-RPC API at a time: sends it, and sorts what comes back.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/secret.hpp"
#include "gandi/classic/value.hpp"
#include "http/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi::classic {

class Client {
 public:
  // `timeout` is for one call.
  Client(http::Client& http, std::string endpoint, Secret key, std::chrono::milliseconds timeout);

  [[nodiscard]] std::chrono::milliseconds timeout() const { return timeout_; }

  // The key goes before the parameters. A fault of Gandi's is a failure, as is every HTTP status but 200.
  [[nodiscard]] Task<Result<Value>> call(std::string method, std::vector<Value> params,
                                         std::chrono::milliseconds timeout);

 private:
  [[nodiscard]] Result<Value> read(const http::Response& response) const;

  http::Client& http_;
  std::string endpoint_;
  Secret key_;
  std::chrono::milliseconds timeout_;
};

}  // namespace dyndns::gandi::classic
