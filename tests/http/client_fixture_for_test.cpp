#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <stdexcept>

#include "http/client_fixture.hpp"

namespace dyndns::http {

ClientFixture::ClientFixture() {
  book_.hosts["good.test"] = {*Address::parse("127.0.0.1")};
  make_client_with(Trust());
}

void ClientFixture::make_client_with(const Trust& trust, const Way& way) {
  client_ = make_client(io_.get_executor(), book_, trust, clock_, way);
}

WebServer& ClientFixture::serve(const Manners& manners) {
  servers_.push_back(make_web_server(io_, manners));
  return *servers_.back();
}

Request ClientFixture::get(const std::string& scheme, const WebServer& server, const std::string& host) {
  Request request;
  request.url = scheme + "://" + host + ":" + std::to_string(server.port()) + "/ip";
  return request;
}

ClientFixture::Future ClientFixture::start(const Request& request, boost::asio::cancellation_slot slot) {
  return boost::asio::co_spawn(io_, client_->fetch(request),
                               boost::asio::bind_cancellation_slot(slot, boost::asio::use_future));
}

Result<Response> ClientFixture::finish(Future future) {
  run_until([&] { return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
  return future.get();
}

void ClientFixture::run_until(const std::function<bool()>& condition) {
  while (!condition()) {
    io_.restart();
    if (io_.run_one_for(std::chrono::seconds(30)) == 0) {
      throw std::runtime_error("nothing happens any more");
    }
  }
}

std::string ClientFixture::body(const Request& request) {
  auto response = fetch(request);
  return response ? response->body : "FAILED: " + response.error().detail;
}

Failure ClientFixture::failure(const Request& request) {
  const auto response = fetch(request);
  return response ? Failure{Fault::refused, "SUCCEEDED: " + response->body} : response.error();
}

}  // namespace dyndns::http
