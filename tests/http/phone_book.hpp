// A resolver that knows what the test tells it, or never answers.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dns/resolver.hpp"

namespace dyndns::http {

class PhoneBook final : public dns::Resolver {
 public:
  explicit PhoneBook(const boost::asio::any_io_executor& executor) : never_(executor) {
    never_.expires_at(std::chrono::steady_clock::time_point::max());
  }

  std::map<std::string, std::vector<Address>> hosts;
  bool hangs = false;
  std::optional<Family> swallows{};  // questions about it have no answer

  Task<Result<std::vector<Address>>> addresses(std::string host, std::optional<Family> family,
                                               std::chrono::milliseconds) override {
    if (hangs || (family && family == swallows)) {
      co_await never_.async_wait(boost::asio::use_awaitable);
    }
    std::vector<Address> found;
    for (const auto& address : hosts[host]) {
      if (!family || *family == address.family()) {
        found.push_back(address);
      }
    }
    if (found.empty()) {
      co_return Failure{Fault::missing, "'" + host + "' has no such address"};
    }
    co_return found;
  }

 private:
  boost::asio::steady_timer never_;
};

}  // namespace dyndns::http
