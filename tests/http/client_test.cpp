#include "http/client.hpp"

#include <boost/asio/ip/udp.hpp>

#include "http/client_fixture.hpp"

namespace dyndns::http {
namespace {

using namespace std::chrono_literals;

class ClientTest : public ClientFixture {
 protected:
  boost::asio::ip::udp::socket silent_{io_, {boost::asio::ip::address_v4::loopback(), 0}};
};

TEST_F(ClientTest, ABodyIsFetched) {
  auto& server = serve();
  server.on_request = [](const std::string&) { return reply_with("81.2.69.142"); };
  const auto response = fetch(get(server));
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 200U);
  EXPECT_EQ(response->body, "81.2.69.142");
  EXPECT_EQ(response->headers.at("content-length"), "11");
  EXPECT_TRUE(server.requests.at(0).starts_with("GET /ip HTTP/1.1\r\nHost: good.test:"));
}

TEST_F(ClientTest, ABodyIsSent) {
  auto& server = serve();
  auto request = get(server);
  request.method = "PUT";
  request.body = std::string(100'000, 'x');
  EXPECT_EQ(body(request), "ok");
  EXPECT_TRUE(server.requests.at(0).ends_with("\r\n\r\n" + request.body));
}

TEST_F(ClientTest, AnyStatusIsAnAnswer) {
  auto& server = serve();
  server.on_request = [](const std::string&) {
    return Reply{{"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"}, Then::listen};
  };
  const auto response = fetch(get(server));
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 302U);
  EXPECT_EQ(server.requests.size(), 1U);
}

TEST_F(ClientTest, ALongBodyIsMalformed) {
  auto& server = serve();
  server.on_request = [](const std::string&) { return reply_with(std::string(101, 'x')); };
  auto request = get(server);
  request.body_limit = 100;
  const Failure expected{Fault::malformed, "answer from 'good.test' is longer than 100 bytes"};
  EXPECT_EQ(failure(request), expected);
}

TEST_F(ClientTest, LongHeadersAreMalformed) {
  auto& server = serve();
  server.on_request = [](const std::string&) {
    return Reply{{"HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x')}, Then::hang};
  };
  const Failure expected{Fault::malformed, "headers from 'good.test' are longer than 16384 bytes"};
  EXPECT_EQ(failure(get(server)), expected);
}

TEST_F(ClientTest, WhatIsNotHttpIsMalformed) {
  auto& server = serve();
  server.on_request = [](const std::string&) { return Reply{{"SSH-2.0-OpenSSH_9.2\r\n"}, Then::hang}; };
  const auto failed = failure(get(server));
  EXPECT_EQ(failed.fault, Fault::malformed);
  EXPECT_TRUE(failed.detail.starts_with("answer from 'good.test' is not HTTP: ")) << failed.detail;
}

TEST_F(ClientTest, ATruncatedBodyIsMalformed) {
  auto& server = serve();
  server.on_request = [](const std::string&) {
    return Reply{{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1234"}, Then::drop};
  };
  const Failure expected{Fault::malformed, "answer from 'good.test' was cut short"};
  EXPECT_EQ(failure(get(server)), expected);
}

TEST_F(ClientTest, ABodyWithoutLengthEndsWithTheConnection) {
  auto& server = serve();
  server.on_request = [](const std::string&) { return Reply{{"HTTP/1.0 200 OK\r\n\r\nwhole"}, Then::close}; };
  EXPECT_EQ(body(get(server)), "whole");
}

TEST_F(ClientTest, PiecesOfAnyKindAreJoined) {
  auto& server = serve();
  server.on_request = [](const std::string&) {
    Reply answer;
    for (const char c : std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")) {
      answer.pieces.emplace_back(1, c);
    }
    return answer;
  };
  EXPECT_EQ(body(get(server)), "ok");
  EXPECT_EQ(body(get(server)), "ok");
  EXPECT_EQ(server.connections, 1);
}

TEST_F(ClientTest, ASilentServerTimesOut) {
  auto& server = serve();
  server.on_request = [](const std::string&) { return Reply{{}, Then::hang}; };
  auto request = get(server);
  request.timeout = 50ms;
  const Failure expected{Fault::timed_out, "no answer from 'good.test' within 50 ms"};
  EXPECT_EQ(failure(request), expected);
  run_until([&] { return server.open_connections() == 0; });
}

TEST_F(ClientTest, OneByteAfterTheOtherOutlastsNoDeadlineWhereverItBegins) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const auto chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::string> beginnings = {"HTTP/1.1 200 ",
                                               ok,
                                               ok + "X: ",
                                               "HTTP/1.1 103 Early\r\nLink: ",
                                               ok + "Content-Length: 65536\r\n\r\n",
                                               ok + "\r\n",
                                               chunked + "5;",
                                               chunked + "ffff\r\n",
                                               chunked + "0\r\nX: "};
  for (const auto& beginning : beginnings) {
    auto& server = serve();
    server.on_request = [&](const std::string&) { return Reply{{beginning}, Then::drip}; };
    auto request = get(server);
    request.timeout = 50ms;
    const Failure expected{Fault::timed_out, "no answer from 'good.test' within 50 ms"};
    EXPECT_EQ(failure(request), expected) << beginning;
  }
}

TEST_F(ClientTest, AnAnswerThatGoesTooFarIsMalformed) {
  auto& server = serve();
  const auto sentence = [&](const std::string& bytes) {
    server.on_request = [&](const std::string&) { return Reply{{bytes}, Then::hang}; };
    const auto failed = failure(get(server));
    EXPECT_EQ(failed.fault, Fault::malformed);
    return failed.detail;
  };
  std::string headers;
  std::string interim;
  for (int count = 0; count < 101; ++count) {
    headers += "X: y\r\n";
    interim += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  EXPECT_EQ(sentence(ok + headers + "\r\n"), "answer from 'good.test' has more than 100 headers");
  EXPECT_EQ(sentence(interim), "answer from 'good.test' comes after more than 16 interim ones");
  EXPECT_EQ(sentence(ok + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20'000, 'x')),
            "answer from 'good.test' has too much data around the chunks of its body");
  EXPECT_EQ(sentence(ok + "Content-Encoding: gzip\r\n\r\n"),
            "answer from 'good.test' is compressed or otherwise encoded, which was not asked for");
}

TEST_F(ClientTest, ARefusedConnectionIsUnreachable) {
  auto& server = serve();
  const auto request = get(server);
  servers_.clear();
  const Failure expected{Fault::unreachable, "connection to 'good.test' (127.0.0.1) refused"};
  EXPECT_EQ(failure(request), expected);
}

TEST_F(ClientTest, TheNextAddressIsTriedAfterARefusal) {
  book_.hosts["good.test"].insert(book_.hosts["good.test"].begin(), *Address::parse("127.0.0.2"));
  EXPECT_EQ(body(get(serve())), "ok");
}

TEST_F(ClientTest, APinnedFamilyIsNotLeft) {
  auto request = get(serve());
  request.family = Family::ipv6;
  const Failure expected{Fault::unreachable, "'good.test' has no such address"};
  EXPECT_EQ(failure(request), expected);
}

TEST_F(ClientTest, AQuestionAboutIpv6ThatIsSwallowedIsNotWaitedFor) {
  book_.swallows = Family::ipv6;
  auto request = get(serve());
  request.timeout = 1s;
  EXPECT_EQ(body(request), "ok");
}

TEST_F(ClientTest, ALookupThatTimesOutTimesOut) {
  dns::ResolverOptions options;
  options.servers = {{{*Address::parse("127.0.0.1"), silent_.local_endpoint().port()}}};
  const auto resolver = dns::make_resolver(io_.get_executor(), options);
  client_ = make_client(io_.get_executor(), *resolver, Trust(), clock_);
  auto request = get(serve());
  request.timeout = 50ms;
  const Failure expected{Fault::timed_out, "no answer from the name servers about 'good.test'"};
  EXPECT_EQ(failure(request), expected);
  client_.reset();
}

TEST_F(ClientTest, AConnectionGoesThroughTheInterfaceThatIsNamed) {
  make_client_with(Trust(), Way{"lo", true});
  EXPECT_EQ(body(get(serve())), "ok");
  for (const auto* const missing : {"dyndns-none", "lo-is-the-beginning-of-it"}) {
    SCOPED_TRACE(missing);
    make_client_with(Trust(), Way{missing});
    const Failure expected{Fault::unreachable, "there is no interface '" + std::string(missing) + "'"};
    EXPECT_EQ(failure(get(serve())), expected);
  }
}

TEST_F(ClientTest, WhatIsNoUrlIsRefused) {
  Request request;
  request.url = "ftp://good.test/";
  EXPECT_EQ(failure(request).fault, Fault::refused);
}

}  // namespace
}  // namespace dyndns::http
