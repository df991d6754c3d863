// A client, its resolver and an event loop, for the tests of the client.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <future>

#include "http/client.hpp"
#include "http/phone_book.hpp"
#include "http/settable_clock.hpp"
#include "http/web_server.hpp"

namespace dyndns::http {

class ClientFixture : public testing::Test {
 protected:
  using Future = std::future<Result<Response>>;

  ClientFixture();

  void make_client_with(const Trust& trust, const Way& way = Way());
  WebServer& serve(const Manners& manners = Manners());

  static Request get(const std::string& scheme, const WebServer& server, const std::string& host = "good.test");
  static Request get(const WebServer& server) { return get("http", server); }

  Future start(const Request& request, boost::asio::cancellation_slot slot = {});
  Result<Response> finish(Future future);
  void run_until(const std::function<bool()>& condition);

  Result<Response> fetch(const Request& request) { return finish(start(request)); }
  std::string body(const Request& request);
  Failure failure(const Request& request);

  boost::asio::io_context io_;
  PhoneBook book_{io_.get_executor()};
  SettableClock clock_;
  std::vector<std::unique_ptr<WebServer>> servers_;
  std::unique_ptr<Client> client_;
};

}  // namespace dyndns::http
