// A client that trusts one authority, and servers with its certificates.
#pragma once

#include <string>

#include "fakes/temporary_folder.hpp"
#include "http/client_fixture.hpp"

namespace dyndns::http {

class TlsFixture : public ClientFixture {
 protected:
  TlsFixture() { make_client_with(trusting_authority()); }

  Trust trusting_authority() {
    Trust trust;
    trust.ca_file = write("ca.pem", authority_.pem);
    return trust;
  }

  std::string write(const std::string& name, const std::string& text) {
    folder_.write(name, text);
    return folder_.file(name);
  }

  Manners manners_for(const std::string& names) {
    Manners manners;
    manners.certificate = make_certificate(names, authority_);
    return manners;
  }

  WebServer& serve_good() { return serve(manners_for("DNS:good.test,IP:127.0.0.1")); }

  Certificate authority_ = make_authority();
  fakes::TemporaryFolder folder_;
};

inline Failure distrust(const std::string& reason) {
  return Failure{Fault::unreachable, "certificate of 'good.test' is not trusted: " + reason};
}

}  // namespace dyndns::http
