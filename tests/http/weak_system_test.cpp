#include <openssl/conf.h>
#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "http/tls.hpp"
#include "http/tls_fixture.hpp"

namespace dyndns::http {
namespace {

// What a system's openssl.cnf says, as OPENSSL_CONF would bring it, until the end of the test.
class WeakSystemTest : public TlsFixture {
 protected:
  WeakSystemTest() {
    use("CipherString = ALL:COMPLEMENTOFALL:@SECLEVEL=0\nMinProtocol = TLSv1\n");
    make_client_with(trusting_authority());
  }
  WeakSystemTest(const WeakSystemTest&) = delete;
  WeakSystemTest& operator=(const WeakSystemTest&) = delete;
  ~WeakSystemTest() override { CONF_modules_finish(); }

  void use(const std::string& commands) {
    const auto file = write(
        "openssl.cnf", "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = tls\n[tls]\n" + commands);
    CONF_modules_finish();
    if (CONF_modules_load_file(file.c_str(), nullptr, 0) != 1) {
      throw std::runtime_error("openssl.cnf was not taken");
    }
  }
};

TEST_F(WeakSystemTest, TheFileOfTheTestIsHeard) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> plain(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
  EXPECT_EQ(SSL_CTX_get_security_level(plain.get()), 0);
}

TEST_F(WeakSystemTest, NoCipherWithoutACertificateOrSecretIsOffered) {
  const auto context = make_tls_context(trusting_authority());
  const std::unique_ptr<SSL, decltype(&SSL_free)> connection(SSL_new(context->native_handle()), &SSL_free);
  EXPECT_EQ(SSL_get_security_level(connection.get()), 2);
  EXPECT_EQ(SSL_get_min_proto_version(connection.get()), TLS1_2_VERSION);
  auto* const offered = SSL_get1_supported_ciphers(connection.get());
  EXPECT_GT(sk_SSL_CIPHER_num(offered), 3);
  for (int i = 0; i < sk_SSL_CIPHER_num(offered); ++i) {
    const auto* const cipher = sk_SSL_CIPHER_value(offered, i);
    SCOPED_TRACE(SSL_CIPHER_get_name(cipher));
    EXPECT_NE(SSL_CIPHER_get_auth_nid(cipher), NID_auth_null);
    EXPECT_GE(SSL_CIPHER_get_bits(cipher, nullptr), 112);
  }
  sk_SSL_CIPHER_free(offered);
}

TEST_F(WeakSystemTest, AServerWithoutAnyCertificateIsNotBelieved) {
  Manners manners;
  manners.is_anonymous = true;
  auto& server = serve(manners);
  EXPECT_TRUE(failure(get("https", server)).detail.starts_with("TLS handshake with 'good.test' failed: "));
  EXPECT_EQ(server.requests.size(), 0U);
}

TEST_F(WeakSystemTest, ACertificateIsStillBelieved) { EXPECT_EQ(body(get("https", serve_good())), "ok"); }

TEST_F(WeakSystemTest, AStricterSystemIsObeyed) {
  use("CipherString = DEFAULT:@SECLEVEL=3\nMinProtocol = TLSv1.3\n");
  const auto context = make_tls_context(trusting_authority());
  EXPECT_EQ(SSL_CTX_get_security_level(context->native_handle()), 3);
  EXPECT_EQ(SSL_CTX_get_min_proto_version(context->native_handle()), TLS1_3_VERSION);
}

}  // namespace
}  // namespace dyndns::http
