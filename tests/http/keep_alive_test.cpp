#include "http/tls_fixture.hpp"

namespace dyndns::http {
namespace {

class KeepAliveTest : public ClientFixture {};

TEST_F(KeepAliveTest, AConnectionIsUsedAgain) {
  auto& server = serve();
  for (int count = 0; count < 3; ++count) {
    SCOPED_TRACE(count);
    EXPECT_EQ(body(get(server)), "ok");
  }
  EXPECT_EQ(server.connections, 1);
}

TEST_F(KeepAliveTest, RequestsAtTheSameTimeHaveConnectionsOfTheirOwn) {
  auto& server = serve();
  auto first = start(get(server));
  auto second = start(get(server));
  EXPECT_TRUE(finish(std::move(first)));
  EXPECT_TRUE(finish(std::move(second)));
  EXPECT_EQ(server.connections, 2);
}

TEST_F(KeepAliveTest, AConnectionIsNotUsedForAnotherFamilyOrHost) {
  book_.hosts["other.test"] = book_.hosts["good.test"];
  auto& server = serve();
  auto pinned = get(server);
  pinned.family = Family::ipv4;
  EXPECT_EQ(body(get(server)), "ok");
  EXPECT_EQ(body(pinned), "ok");
  EXPECT_EQ(body(get("http", server, "other.test")), "ok");
  EXPECT_EQ(server.connections, 3);
}

TEST_F(KeepAliveTest, AConnectionIsClosedWhenTheServerSaysSo) {
  auto& server = serve();
  server.on_request = [](const std::string&) {
    return Reply{{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}, Then::hang};
  };
  EXPECT_TRUE(fetch(get(server)));
  run_until([&] { return server.open_connections() == 0; });
  EXPECT_TRUE(fetch(get(server)));
  EXPECT_EQ(server.connections, 2);
}

TEST_F(KeepAliveTest, AnIdleConnectionThatTheServerClosedIsReplaced) {
  auto& server = serve();
  auto post = get(server);
  post.method = "POST";
  EXPECT_EQ(body(post), "ok");
  server.close_connections();
  EXPECT_EQ(body(post), "ok");
  EXPECT_EQ(server.connections, 2);
  EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(KeepAliveTest, AnIdleConnectionThatSpeaksUnaskedIsReplaced) {
  auto& server = serve();
  server.on_request = [](const std::string&) {
    auto answer = reply_with("ok");
    answer.pieces.emplace_back("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
    return answer;
  };
  EXPECT_EQ(body(get(server)), "ok");
  run_until([&] { return server.requests.size() == 1; });
  EXPECT_EQ(body(get(server)), "ok");
  EXPECT_EQ(server.connections, 2);
}

using KeepAliveOverTlsTest = TlsFixture;

TEST_F(KeepAliveOverTlsTest, AnAnswerThatWaitsIsNotTakenForTheNextOnes) {
  const auto evil = reply_with("evil").pieces.at(0);
  const auto ok = reply_with("ok").pieces.at(0);
  const auto full = reply_with(std::string(8192 - 41, 'x')).pieces.at(0);
  const std::map<std::string, std::vector<std::string>> ways{{"in a record of its own", {ok, evil}},
                                                             {"in the rest of the record", {ok + evil}},
                                                             {"beyond what is read at once", {full, evil}},
                                                             {"in part", {ok, evil.substr(0, 9)}}};
  for (const auto& [how, pieces] : ways) {
    SCOPED_TRACE(how);
    auto& server = serve_good();
    server.on_request = [&, sent = pieces](const std::string&) { return Reply{sent, Then::listen, true}; };
    for (int count = 1; count <= 2; ++count) {
      EXPECT_NE(body(get("https", server)), "evil") << how;
      EXPECT_EQ(server.connections, count) << how;
    }
  }
}

TEST_F(KeepAliveTest, AGetIsAskedAgainWhenItsIdleConnectionWasStale) {
  auto& server = serve();
  EXPECT_EQ(body(get(server)), "ok");
  server.on_request = [&](const std::string&) {
    return server.connections == 1 ? Reply{{}, Then::drop} : reply_with("fresh");
  };
  EXPECT_EQ(body(get(server)), "fresh");
  EXPECT_EQ(server.requests.size(), 3U);
}

TEST_F(KeepAliveTest, APutIsNeverAskedAgain) {
  auto& server = serve();
  EXPECT_EQ(body(get(server)), "ok");
  server.on_request = [](const std::string&) { return Reply{{}, Then::drop}; };
  auto put = get(server);
  put.method = "PUT";
  const Failure expected{Fault::unreachable, "'good.test' closed the connection without answering"};
  EXPECT_EQ(failure(put), expected);
  EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(KeepAliveTest, AFreshConnectionIsNotReplaced) {
  auto& server = serve();
  server.on_request = [](const std::string&) { return Reply{{}, Then::drop}; };
  EXPECT_EQ(failure(get(server)).fault, Fault::unreachable);
  EXPECT_EQ(server.connections, 1);
}

TEST_F(KeepAliveTest, IdleConnectionsAreClosedOnDemand) {
  auto& server = serve();
  EXPECT_EQ(body(get(server)), "ok");
  EXPECT_EQ(server.open_connections(), 1U);
  client_->close_idle();
  run_until([&] { return server.open_connections() == 0; });
  EXPECT_EQ(body(get(server)), "ok");
  EXPECT_EQ(server.connections, 2);
}

TEST_F(KeepAliveTest, ItsEndClosesWhatItKept) {
  auto& server = serve();
  EXPECT_EQ(body(get(server)), "ok");
  client_.reset();
  run_until([&] { return server.open_connections() == 0; });
}

}  // namespace
}  // namespace dyndns::http
