#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

#include "http/certificate.hpp"

namespace dyndns::http {
namespace {

template <auto destroy>
struct With {
  template <class T>
  void operator()(T* object) const {
    destroy(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, With<EVP_PKEY_free>>;
using X509Pointer = std::unique_ptr<X509, With<X509_free>>;
using Bio = std::unique_ptr<BIO, With<BIO_free>>;

Bio to_bio(const std::string& pem) { return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }

template <class Write>
std::string to_pem(Write write) {
  const Bio bio(BIO_new(BIO_s_mem()));
  write(bio.get());
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

void add_extension(X509* certificate, X509V3_CTX& context, int id, const char* value) {
  using Extension = std::unique_ptr<X509_EXTENSION, With<X509_EXTENSION_free>>;
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
  if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) {
    throw std::runtime_error("no extension " + std::string(value));
  }
}

struct Content {
  std::string common_name;
  const char* constraints;
  std::string names;
  std::chrono::seconds lifetime;
};

X509Pointer make_unsigned(EVP_PKEY* key, const Content& content) {
  X509Pointer certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  static long serial = 0;
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), static_cast<long>(content.lifetime.count()));
  X509_set_pubkey(certificate.get(), key);
  const auto* const text = reinterpret_cast<const unsigned char*>(content.common_name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC, text, -1, -1, 0);
  return certificate;
}

Certificate make(const Content& content, const std::optional<Certificate>& authority) {
  const Key key(EVP_EC_gen("P-256"));
  const auto certificate = make_unsigned(key.get(), content);
  X509Pointer issuer;
  Key issuer_key;
  if (authority) {
    issuer.reset(PEM_read_bio_X509(to_bio(authority->pem).get(), nullptr, nullptr, nullptr));
    issuer_key.reset(PEM_read_bio_PrivateKey(to_bio(authority->key_pem).get(), nullptr, nullptr, nullptr));
  }
  X509* const signer = issuer ? issuer.get() : certificate.get();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  X509V3_CTX context;
  X509V3_set_ctx(&context, signer, certificate.get(), nullptr, nullptr, 0);
  add_extension(certificate.get(), context, NID_basic_constraints, content.constraints);
  if (!content.names.empty()) {
    add_extension(certificate.get(), context, NID_subject_alt_name, content.names.c_str());
  }
  X509_sign(certificate.get(), issuer_key ? issuer_key.get() : key.get(), EVP_sha256());
  return {to_pem([&](BIO* bio) { PEM_write_bio_X509(bio, certificate.get()); }),
          to_pem([&](BIO* bio) { PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); })};
}

}  // namespace

Certificate make_authority(std::chrono::seconds lifetime) {
  return make({"authority of a test", "critical,CA:TRUE", "", lifetime}, std::nullopt);
}

Certificate make_certificate(const std::string& names, const std::optional<Certificate>& authority,
                             std::chrono::seconds lifetime) {
  return make({"server of a test", "critical,CA:FALSE", names, lifetime}, authority);
}

}  // namespace dyndns::http
