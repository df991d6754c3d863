#include "gandi/token/inquiry.hpp"

#include <boost/asio/this_coro.hpp>
#include <utility>

namespace dyndns::gandi::token {

Inquiry::Inquiry(http::Client& http, std::optional<std::string> url, Authorization authorization,
                 std::chrono::milliseconds timeout)
    : http_(http), url_(std::move(url)), authorization_(std::move(authorization)), timeout_(timeout) {}

Task<Told> Inquiry::answer() {
  if (!url_ || authorization_.scheme != Authorization::Scheme::bearer) {
    co_return Told();
  }
  if (!told_ && !answered_) {
    const auto bell = std::make_shared<async::Bell>(co_await boost::asio::this_coro::executor);
    answered_ = bell;
    told_ = co_await ask_info(http_, *url_, authorization_.secret, timeout_);
    answered_.reset();
    bell->ring();
  }
  const auto bell = answered_;  // ours, too: who asks lets it go
  while (!told_) {
    co_await bell->wait();
  }
  co_return told_;
}

}  // namespace dyndns::gandi::token
