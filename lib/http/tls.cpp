#include "http/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <boost/asio/ssl/context.hpp>
#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace dyndns::http {
namespace {

namespace ssl = boost::asio::ssl;

constexpr int least_security = 2;  // OpenSSL's level: 112 bits, and nobody who shows no certificate

std::string last_reason() {
  const char* const reason = ERR_reason_error_string(ERR_peek_last_error());
  return reason != nullptr ? reason : "no certificate in it";
}

void trust_file(SSL_CTX* context, const std::string& file) {
  ERR_clear_error();
  if (SSL_CTX_load_verify_file(context, file.c_str()) != 1) {
    throw std::runtime_error("CA file '" + file + "' cannot be used: " + last_reason());
  }
}

// As openssl-rehash(1) names them: 8 hexadecimal digits, a dot, a number.
bool is_hashed_name(const std::string& name) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  return name.size() >= 10 && name[8] == '.' && name.find_first_not_of(hexadecimal) == 8;
}

bool holds_hashed_certificates(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::directory_iterator files(folder, error);
  return !error && std::any_of(begin(files), end(files), [](const std::filesystem::directory_entry& file) {
    return is_hashed_name(file.path().filename().string());
  });
}

void trust_folders(SSL_CTX* context, const std::string& folders) {
  if (SSL_CTX_load_verify_dir(context, folders.c_str()) != 1) {
    throw std::runtime_error("CA folder '" + folders + "' cannot be used: " + last_reason());
  }
}

// OpenSSL looks into the folder only for the root that it needs, but reads a whole file: in Debian's, 144 roots.
void trust_system(SSL_CTX* context) {
  const std::string folder = X509_get_default_cert_dir();
  if (holds_hashed_certificates(folder)) {
    trust_folders(context, folder);
  } else if (SSL_CTX_set_default_verify_file(context) != 1) {
    throw std::runtime_error("the system's trusted certificates cannot be used: " + last_reason());
  }
}

void load_trust(SSL_CTX* context, const Trust& trust) {
  if (trust.ssl_cert_file.empty() && trust.ssl_cert_dir.empty()) {
    trust_system(context);
  }
  if (!trust.ssl_cert_dir.empty()) {
    trust_folders(context, trust.ssl_cert_dir);
  }
  for (const auto& file : {trust.ssl_cert_file, trust.ca_file}) {
    if (!file.empty()) {
      trust_file(context, file);
    }
  }
}

}  // namespace

std::shared_ptr<ssl::context> make_tls_context(const Trust& trust) {
  SSL_CTX* const native = SSL_CTX_new(TLS_client_method());  // Asio's own would forget what openssl.cnf says
  auto context = std::make_shared<ssl::context>(native);
  // What openssl.cnf says is in the context already: it may ask for more than we do, but not for less.
  SSL_CTX_set_security_level(native, std::max(SSL_CTX_get_security_level(native), least_security));
  const auto version = std::max(SSL_CTX_get_min_proto_version(native), static_cast<long>(TLS1_2_VERSION));
  SSL_CTX_set_min_proto_version(native, static_cast<int>(version));
  SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_verify(native, SSL_VERIFY_PEER, nullptr);
  load_trust(native, trust);
  return context;
}

}  // namespace dyndns::http
