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

namespace dyndns::gandi::livedns {

class Client {
 public:
  // `endpoint` is the base URL without a trailing slash; `timeout` is for one request.
  Client(http::Client& http, std::string endpoint, Authorization authorization, std::chrono::milliseconds timeout);

  // Nothing when the domain has no such RRset.
  [[nodiscard]] Task<Result<std::optional<Rrset>>> rrset(std::string domain, std::string name, std::string type) const;

  [[nodiscard]] Task<Result<Page>> page(std::string domain, std::size_t number) const;  // the first is 1

  // After a fault `unreachable`, `timed_out` or `malformed` nobody knows whether Gandi carried it out.
  [[nodiscard]] Task<Result<void>> put(Change change) const;

  // Which name servers the domain uses, as Gandi calls them: "livedns", "classic" or "other". No failure keeps anybody
  // from an update, so nothing is said of it either.
  [[nodiscard]] Task<std::optional<std::string>> name_servers(std::string domain) const;

 private:
  [[nodiscard]] http::Request request(std::string method, std::string url) const;

  http::Client& http_;
  std::string endpoint_;
  Authorization authorization_;
  std::chrono::milliseconds timeout_;
};

}  // namespace dyndns::gandi::livedns
