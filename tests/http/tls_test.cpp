#include "http/tls_fixture.hpp"

namespace dyndns::http {
namespace {

using namespace std::chrono_literals;

class TlsTest : public TlsFixture {};

TEST_F(TlsTest, ABodyIsFetched) {
  auto& server = serve_good();
  EXPECT_EQ(body(get("https", server)), "ok");
  EXPECT_EQ(body(get("https", server)), "ok");
  EXPECT_EQ(server.connections, 1);
}

TEST_F(TlsTest, AnAddressInTheUrlIsVerifiedToo) {
  book_.hosts["127.0.0.1"] = book_.hosts["good.test"];
  EXPECT_EQ(body(get("https", serve_good(), "127.0.0.1")), "ok");
  const auto failed = failure(get("https", serve(manners_for("IP:127.0.0.2,DNS:127.0.0.1")), "127.0.0.1"));
  EXPECT_EQ(failed.detail, "certificate of '127.0.0.1' is not trusted: IP address mismatch");
}

TEST_F(TlsTest, TheNameOfAnotherIsNotTrusted) {
  EXPECT_EQ(failure(get("https", serve(manners_for("DNS:elsewhere.test")))), distrust("hostname mismatch"));
}

TEST_F(TlsTest, WhoSignsForHimselfIsNotTrusted) {
  Manners manners;
  manners.certificate = make_certificate("DNS:good.test", std::nullopt);
  EXPECT_EQ(failure(get("https", serve(manners))).fault, Fault::unreachable);
  EXPECT_TRUE(failure(get("https", serve(manners))).detail.starts_with(distrust("self").detail));
}

TEST_F(TlsTest, AnUnknownAuthorityIsNotTrusted) {
  make_client_with(Trust());
  EXPECT_EQ(failure(get("https", serve_good())), distrust("unable to get local issuer certificate"));
}

TEST_F(TlsTest, ACertFileTakesThePlaceOfTheSystems) {
  Trust trust;
  trust.ssl_cert_file = write("only.pem", authority_.pem);
  make_client_with(trust);
  EXPECT_EQ(body(get("https", serve_good())), "ok");
}

TEST_F(TlsTest, AFileThatIsNoneIsToldAtOnce) {
  const auto error_of = [this](const Trust& trust) -> std::string {
    try {
      make_client_with(trust);
      return "none";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  };
  Trust trust;
  trust.ca_file = "/nonexistent.pem";
  EXPECT_TRUE(error_of(trust).starts_with("CA file '/nonexistent.pem' cannot be used: "));
  trust = Trust();
  trust.ssl_cert_file = write("empty.pem", "");
  EXPECT_TRUE(error_of(trust).starts_with("CA file '" + trust.ssl_cert_file + "' cannot be used: "));
}

TEST_F(TlsTest, ABrokenHandshakeIsUnreachable) {
  auto& server = serve();
  auto future = start(get("https", server));
  run_until([&] { return server.open_connections() == 1; });
  server.close_connections();
  const auto failed = finish(std::move(future)).error();
  EXPECT_EQ(failed.fault, Fault::unreachable);
  // Why is the system's word: closed before the greeting was read, as OpenSSL 3.5's longer one can be, it is a reset.
  EXPECT_TRUE(failed.detail.starts_with("TLS handshake with 'good.test' failed: ")) << failed.detail;
}

TEST_F(TlsTest, AHangInTheHandshakeTimesOut) {
  auto manners = manners_for("DNS:good.test");
  manners.hangs_in_handshake = true;
  auto request = get("https", serve(manners));
  request.timeout = 50ms;
  const Failure expected{Fault::timed_out, "TLS handshake with 'good.test' timed out"};
  EXPECT_EQ(failure(request), expected);
}

TEST_F(TlsTest, AnAddressThatHangsLeavesTimeForTheNext) {
  auto& good = serve_good();
  auto hanging = manners_for("DNS:good.test");
  hanging.address = "127.0.0.2";
  hanging.port = good.port();
  hanging.hangs_in_handshake = true;
  const auto& silent = serve(hanging);
  book_.hosts["good.test"].insert(book_.hosts["good.test"].begin(), *Address::parse("127.0.0.2"));
  auto request = get("https", good);
  request.timeout = 1s;
  EXPECT_EQ(body(request), "ok");
  client_->close_idle();
  EXPECT_EQ(body(request), "ok");  // it is remembered, and tried last
  EXPECT_EQ(silent.connections, 1);
}

TEST_F(TlsTest, ABodyWithoutLengthNeedsAFarewell) {
  auto& server = serve_good();
  auto then = Then::close;
  server.on_request = [&](const std::string&) {
    Reply reply;
    reply.pieces.emplace_back("HTTP/1.1 200 OK\r\n\r\nwhole");
    reply.then = then;
    return reply;
  };
  EXPECT_EQ(body(get("https", server)), "whole");
  then = Then::drop;
  const Failure expected{Fault::malformed, "answer from 'good.test' was cut short"};
  EXPECT_EQ(failure(get("https", server)), expected);
}

TEST_F(TlsTest, ABodyWithItsLengthNeedsNone) {
  auto& server = serve_good();
  server.on_request = [](const std::string&) {
    auto reply = reply_with("whole");
    reply.then = Then::drop;
    return reply;
  };
  EXPECT_EQ(body(get("https", server)), "whole");
  EXPECT_EQ(body(get("https", server)), "whole");
}

}  // namespace
}  // namespace dyndns::http
