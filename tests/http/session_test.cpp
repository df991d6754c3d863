#include "http/tls_fixture.hpp"

namespace dyndns::http {
namespace {

using namespace std::chrono_literals;

class SessionTest : public TlsFixture {
 protected:
  SessionTest() {
    authority_ = make_authority(1000h);
    make_client_with(trusting_authority());
  }

  WebServer& serve_for(std::chrono::seconds lifetime, const std::string& names = "DNS:good.test") {
    Manners manners;
    manners.certificate = make_certificate(names, authority_, lifetime);
    return serve(manners);
  }

  // On a new connection, `age` from now.
  std::string body_at(std::chrono::seconds age, const Request& request) {
    client_->close_idle();
    clock_.shift = age;
    return body(request);
  }
  std::string body_at(std::chrono::seconds age, const WebServer& server) { return body_at(age, get("https", server)); }
};

TEST_F(SessionTest, ASessionIsResumed) {
  auto& server = serve_good();
  EXPECT_EQ(body(get("https", server)), "ok");
  client_->close_idle();
  EXPECT_EQ(body(get("https", server)), "ok");
  client_->close_idle();
  EXPECT_EQ(body(get("https", server)), "ok");
  EXPECT_EQ(server.connections, 3);
  EXPECT_EQ(server.resumed_sessions, 2);
}

TEST_F(SessionTest, ASessionIsNotResumedForAnotherName) {
  book_.hosts["other.test"] = book_.hosts["good.test"];
  auto& server = serve_good();
  EXPECT_EQ(body(get("https", server)), "ok");
  client_->close_idle();
  EXPECT_EQ(failure(get("https", server, "other.test")).detail,
            "certificate of 'other.test' is not trusted: hostname mismatch");
}

TEST_F(SessionTest, ASessionIsResumedForADayOfItsFullHandshake) {
  auto& server = serve_for(1000h);
  for (const auto age : {0h, 6h, 12h, 23h}) {  // each gives a new ticket
    SCOPED_TRACE(age.count());
    EXPECT_EQ(body_at(age, server), "ok");
  }
  EXPECT_EQ(server.resumed_sessions, 3);
  EXPECT_EQ(body_at(24h, server), "ok");
  EXPECT_EQ(server.resumed_sessions, 3);
  EXPECT_EQ(body_at(47h, server), "ok");
  EXPECT_EQ(server.resumed_sessions, 4);
}

TEST_F(SessionTest, AnExpiredCertificateIsNotBelievedForTheSakeOfASession) {
  auto& server = serve_for(2h);
  EXPECT_EQ(body_at(0h, server), "ok");
  EXPECT_EQ(body_at(1h, server), "ok");
  EXPECT_EQ(server.resumed_sessions, 1);
  for (const auto age : {2h, 3h, 4h}) {
    SCOPED_TRACE(age.count());
    EXPECT_EQ(body_at(age + 1s, server), "FAILED: " + distrust("certificate has expired").detail);
  }
  EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(SessionTest, ASessionEndsWithTheFirstCertificateOfItsChain) {
  authority_ = make_authority(2h);
  make_client_with(trusting_authority());
  auto& server = serve_for(1000h);
  EXPECT_EQ(body_at(0h, server), "ok");
  EXPECT_EQ(body_at(1h, server), "ok");
  EXPECT_EQ(server.resumed_sessions, 1);
  EXPECT_EQ(body_at(2h + 1s, server), "FAILED: " + distrust("certificate has expired").detail);
}

TEST_F(SessionTest, ACertificateThatBecomesSelfSignedIsFoundOutWithinADay) {
  auto& server = serve_for(1000h);
  EXPECT_EQ(body_at(0h, server), "ok");
  server.show(make_certificate("DNS:good.test", std::nullopt, 1000h));
  EXPECT_EQ(body_at(23h, server), "ok");
  for (const auto age : {24h, 25h, 48h}) {
    SCOPED_TRACE(age.count());
    EXPECT_TRUE(body_at(age, server).starts_with("FAILED: " + distrust("self").detail));
  }
  EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(SessionTest, AClockThatWasSetBackIsNotTrustedWithASession) {
  auto& server = serve_for(1000h);
  EXPECT_EQ(body_at(0h, server), "ok");
  EXPECT_EQ(body_at(-10min, server), "ok");
  EXPECT_EQ(server.resumed_sessions, 0);
}

TEST_F(SessionTest, AClockThatIsYearsBehindIsNamed) {
  auto& server = serve_for(1000h);
  EXPECT_EQ(body_at(-24h * 365 * 8, server),
            "FAILED: " + distrust("certificate is not yet valid; is the clock of this host right?").detail);
  EXPECT_EQ(body_at(0h, server), "ok");
}

TEST_F(SessionTest, AHandshakeThatIsRefusedForItsSessionIsDoneOnceMoreWithoutIt) {
  auto& server = serve_for(1000h);
  EXPECT_EQ(body_at(0h, server), "ok");
  server.refuses_sessions = true;
  EXPECT_EQ(body_at(1h, server), "ok");
  EXPECT_EQ(server.connections, 3);
  EXPECT_EQ(server.requests.size(), 2U);
  server.refuses_sessions = false;
  EXPECT_EQ(body_at(2h, server), "ok");
  EXPECT_EQ(server.connections, 4);
  EXPECT_EQ(server.resumed_sessions, 1);
}

TEST_F(SessionTest, ASessionThatOnlyBringsSilenceIsForgotten) {
  auto& server = serve_for(1000h);
  EXPECT_EQ(body_at(0h, server), "ok");
  server.on_request = [&](const std::string&) {
    return server.resumed_sessions > 0 ? Reply{{}, Then::drop} : reply_with("ok");
  };
  EXPECT_EQ(body_at(1h, server), "FAILED: 'good.test' closed the connection without answering");
  EXPECT_EQ(server.resumed_sessions, 1);
  server.on_request = [](const std::string&) { return reply_with("again"); };
  EXPECT_EQ(body_at(2h, server), "again");
  EXPECT_EQ(server.resumed_sessions, 1);
}

TEST_F(SessionTest, AmongManyTheOldestIsGivenUp) {
  auto& server = serve_for(1000h, "DNS:*.good.test");
  const auto from = [&](int number) {
    const auto host = "host" + std::to_string(number) + ".good.test";
    book_.hosts[host] = book_.hosts["good.test"];
    return get("https", server, host);
  };
  for (int number = 0; number < 33; ++number) {
    SCOPED_TRACE(number);
    EXPECT_EQ(body_at(0h, from(number)), "ok");
  }
  EXPECT_EQ(server.resumed_sessions, 0);
  EXPECT_EQ(body_at(1h, from(1)), "ok");
  EXPECT_EQ(body_at(1h, from(32)), "ok");
  EXPECT_EQ(server.resumed_sessions, 2);
  EXPECT_EQ(body_at(1h, from(0)), "ok");
  EXPECT_EQ(server.resumed_sessions, 2);
}

}  // namespace
}  // namespace dyndns::http
