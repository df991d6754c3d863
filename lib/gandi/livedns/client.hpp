// One request to LiveDNS at a time: sends it, and sorts what comes back.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "core/failure.hpp"
#include "core/plan.hpp"
#include "gandi/authorization.hpp"
#include "gandi/livedns/codec.hpp"
#include "http/client.hpp"
#include "ports/task.hpp"

namespace dyndns::gandi {

class LiveDnsClient {
 public:
  // `endpoint` is the base URL without a trailing slash; `timeout` is for one request.
  LiveDnsClient(http::Client& http, std::string endpoint, Authorization authorization,
                std::chrono::milliseconds timeout);

  // Nothing when the domain has no such RRset.
  [[nodiscard]] Task<Result<std::optional<LiveRrset>>> rrset(std::string domain, std::string name,
                                                             std::string type) const;

  struct Page : LivePage {
    std::optional<std::size_t> total;  // RRsets of the domain, where the answer says it
  };
  [[nodiscard]] Task<Result<Page>> page(std::string domain, std::size_t number) const;  // the first is 1

  // After a fault `unreachable`, `timed_out` or `malformed` nobody knows whether Gandi carried it out.
  [[nodiscard]] Task<Result<void>> put(Change change) const;

 private:
  [[nodiscard]] http::Request request(std::string method, std::string url) const;

  http::Client& http_;
  std::string endpoint_;
  Authorization authorization_;
  std::chrono::milliseconds timeout_;
};

}  // namespace dyndns::gandi
