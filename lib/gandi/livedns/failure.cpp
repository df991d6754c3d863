#include "gandi/livedns/failure.hpp"

#include <string_view>

#include "gandi/failure.hpp"
#include "gandi/livedns/codec.hpp"

namespace dyndns::gandi::livedns {
namespace {

Failure no_right(const http::Response& response, const std::string& domain, const Authorization& authorization) {
  return {Fault::denied, "the " + name_of(authorization) + " has no access to '" + domain + "'" +
                             with_status(response, "", authorization.secret) +
                             "; at Gandi, give it this domain and the rights 'See and renew domain names' and "
                             "'Manage domain name technical configurations'"};
}

Failure not_on_livedns(const http::Response& response, const std::string& domain, const Authorization& authorization) {
  return {Fault::missing, "'" + domain + "' is not on LiveDNS for this " + name_of(authorization) +
                              with_status(response, "", authorization.secret) +
                              "; check its spelling, that the credential belongs to the organisation that owns the "
                              "domain, and that the domain uses Gandi's LiveDNS name servers"};
}

Failure bad_request(const http::Response& response, std::string_view said, const Authorization& authorization) {
  return {Fault::refused,
          "Gandi refuses the request" + with_status(response, said, authorization.secret) +
              "; check 'ttl' and the names under 'domains', and if they are right please report this as a bug"};
}

Failure conflict(const http::Response& response, const RrsetKey& key, const Authorization& authorization) {
  const auto said = parse_error(response.body).said;
  return {Fault::refused, "'" + host_name(key) + "' has another record that excludes an " +
                              std::string(to_string(key.type)) + " record, such as an alias (CNAME)" +
                              with_status(response, said, authorization.secret) +
                              "; delete that record at Gandi, or remove the name from the configuration"};
}

bool is_unknown_domain(const Error& error) {
  return error.object == "HTTPNotFound" || error.object == "LocalizedHTTPNotFound";
}

}  // namespace

bool is_missing_rrset(const http::Response& response) {
  return response.status == 404 && parse_error(response.body).object == "dns-record";
}

Failure failure_of(const http::Response& response, const std::string& domain, const Authorization& authorization) {
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
                                : failure_of(response, key.domain, authorization);
}

std::optional<std::string> why_without_effect(const std::string& domain,
                                              const std::optional<std::string>& name_servers) {
  if (name_servers == "classic") {
    return "'" + domain +
           "' uses Gandi's classic DNS, so an update on LiveDNS has no effect; switch it to LiveDNS at Gandi, or "
           "configure an XML-RPC key";
  }
  if (name_servers == "other") {
    return "'" + domain +
           "' uses other name servers than Gandi's, so an update has no effect; switch it to LiveDNS at Gandi, or "
           "remove it from the configuration";
  }
  return std::nullopt;
}

}  // namespace dyndns::gandi::livedns
