#include "gandi/livedns/failure.hpp"

#include <string_view>

#include "gandi/excerpt.hpp"
#include "gandi/http_failure.hpp"
#include "gandi/livedns/codec.hpp"

namespace dyndns::gandi {
namespace {

constexpr std::size_t api_key_length = 24;

bool is_token(const Authorization& authorization) { return authorization.scheme == Authorization::Scheme::bearer; }

std::string name_of(const Authorization& authorization) { return is_token(authorization) ? "token" : "API key"; }

// The two are easily mixed up, and Gandi does not tell that they were.
std::string wrong_kind_hint(const Authorization& authorization) {
  const bool looks_like_api_key = authorization.secret.reveal().size() == api_key_length;
  if (is_token(authorization) && looks_like_api_key) {
    return " (with its 24 characters it is probably an API key, which goes into 'api_key_file')";
  }
  if (!is_token(authorization) && !looks_like_api_key) {
    return " (without the 24 characters of one it is probably a Personal Access Token, which goes into 'token_file')";
  }
  return {};
}

std::string with_status(const http::Response& response, std::string_view said, const Authorization& authorization) {
  const auto quote = excerpt(said, authorization.secret);
  return " (HTTP " + std::to_string(response.status) + (quote.empty() ? ")" : ": '" + quote + "')");
}

Failure no_right(const http::Response& response, const std::string& domain, const Authorization& authorization) {
  return {Fault::denied, "the " + name_of(authorization) + " has no right on '" + domain + "'" +
                             with_status(response, "", authorization) +
                             "; at Gandi, let it have this domain with the rights 'See and renew domain names' and "
                             "'Manage domain name technical configurations'"};
}

Failure not_on_livedns(const http::Response& response, const std::string& domain, const Authorization& authorization) {
  return {Fault::missing, "'" + domain + "' is not on LiveDNS for this " + name_of(authorization) +
                              with_status(response, "", authorization) +
                              "; check its spelling, that the credential is of the organisation that owns it, and that "
                              "it uses Gandi's LiveDNS name servers"};
}

Failure bad_request(const http::Response& response, std::string_view said, const Authorization& authorization) {
  return {Fault::refused, "Gandi refuses the request" + with_status(response, said, authorization) +
                              "; check 'ttl' and the names under 'domains', else please report this as a bug"};
}

Failure conflict(const http::Response& response, const RrsetKey& key, const Authorization& authorization) {
  const auto said = parse_error(response.body).said;
  return {Fault::refused, "'" + host_name(key) + "' has another record that excludes an " +
                              std::string(to_string(key.type)) + " record, such as an alias (CNAME)" +
                              with_status(response, said, authorization) +
                              "; delete that record at Gandi, or take the name out of the configuration"};
}

bool is_unknown_domain(const LiveError& error) {
  return error.object == "HTTPNotFound" || error.object == "LocalizedHTTPNotFound";
}

}  // namespace

bool is_missing_rrset(const http::Response& response) {
  return response.status == 404 && parse_error(response.body).object == "dns-record";
}

std::string how_to_renew() { return "make a new token at Gandi and put it into 'token_file'"; }

Failure credential_failure(const http::Response& response, const Authorization& authorization) {
  const bool is_named = parse_error(response.body).object == "HTTPUnauthorized";
  const auto name = name_of(authorization);
  const auto outcome =
      is_named ? "Gandi finds that the " + name + " is invalid or has expired" : "Gandi does not recognise the " + name;
  return {Fault::denied,
          outcome + with_status(response, "", authorization) + wrong_kind_hint(authorization) + "; " + how_to_renew()};
}

Failure livedns_failure(const http::Response& response, const std::string& domain, const Authorization& authorization) {
  const auto error = parse_error(response.body);
  switch (response.status) {
    case 400:
      return bad_request(response, error.said, authorization);
    case 401:
      return credential_failure(response, authorization);
    case 403:
      return no_right(response, domain, authorization);
    case 404:
      if (is_unknown_domain(error)) {
        return not_on_livedns(response, domain, authorization);
      }
      break;
    default:
      break;
  }
  return http_failure(response, error.said.empty() ? plain_text(response) : error.said, authorization.secret);
}

Failure write_failure(const http::Response& response, const RrsetKey& key, const Authorization& authorization) {
  return response.status == 409 ? conflict(response, key, authorization)
                                : livedns_failure(response, key.domain, authorization);
}

}  // namespace dyndns::gandi
