#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "http/client_fixture.hpp"

namespace dyndns::http {
namespace {

class CancellationTest : public ClientFixture {
 protected:
  void expect_aborted(Future future) {
    try {
      const auto response = finish(std::move(future));
      ADD_FAILURE() << "was not cancelled: " << (response ? response->body : response.error().detail);
    } catch (const boost::system::system_error& error) {
      EXPECT_EQ(error.code(), boost::asio::error::operation_aborted);
    }
  }

  void cancel() { signal_.emit(boost::asio::cancellation_type::terminal); }

  boost::asio::cancellation_signal signal_;
};

TEST_F(CancellationTest, AFetchEndsInTheLookup) {
  book_.hangs = true;
  auto future = start(get(serve()), signal_.slot());
  io_.poll();
  cancel();
  expect_aborted(std::move(future));
}

TEST_F(CancellationTest, AFetchEndsInTheConnection) {
  auto& server = serve();
  auto future = start(get(server), signal_.slot());
  while (server.connections == 0) {
    io_.poll_one();
  }
  cancel();
  expect_aborted(std::move(future));
  run_until([&] { return server.open_connections() == 0; });
}

TEST_F(CancellationTest, AFetchEndsInTheHandshake) {
  Manners manners;
  manners.hangs_in_handshake = true;
  auto& server = serve(manners);
  auto future = start(get("https", server), signal_.slot());
  run_until([&] { return server.open_connections() == 1; });
  io_.poll();
  cancel();
  expect_aborted(std::move(future));
  run_until([&] { return server.open_connections() == 0; });
}

TEST_F(CancellationTest, AFetchEndsInTheAnswer) {
  auto& server = serve();
  server.on_request = [](const std::string&) {
    return Reply{{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1"}, Then::hang};
  };
  auto future = start(get(server), signal_.slot());
  run_until([&] { return server.requests.size() == 1; });
  io_.poll();
  cancel();
  expect_aborted(std::move(future));
  run_until([&] { return server.open_connections() == 0; });
}

TEST_F(CancellationTest, AFetchEndsOnAKeptConnectionToo) {
  auto& server = serve();
  EXPECT_EQ(body(get(server)), "ok");
  server.on_request = [](const std::string&) { return Reply{{}, Then::hang}; };
  auto future = start(get(server), signal_.slot());
  run_until([&] { return server.requests.size() == 2; });
  cancel();
  expect_aborted(std::move(future));
  run_until([&] { return server.open_connections() == 0; });
}

}  // namespace
}  // namespace dyndns::http
