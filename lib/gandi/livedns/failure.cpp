#include "gandi/livedns/failure.hpp"

#include <boost/json.hpp>
#include <string_view>

#include "gandi/failure.hpp"
#include "gandi/json.hpp"
#include "gandi/livedns/codec.hpp"
#include "gandi/token/warnings.hpp"

namespace dyndns::gandi::livedns {
namespace {

// Gandi answers so where a right is missing, and may to a token that is no longer good (docs/gandi-api.md, Statuses).
Failure no_access(const http::Response& response, const std::string& domain, const Authorization& authorization,
                  const token::Told& told) {
  const auto status = with_status(response, "", authorization.secret);
  const bool is_good = told && *told && (*told)->expires_in.count() > 0;
  const bool is_over = told && !is_good && (*told || told->error().fault == Fault::denied);
  if (is_over) {
    const auto* const outcome = *told ? "the token has expired" : "Gandi does not know the token any more";
    return {Fault::denied, outcome + status + "; " + how_to_renew()};
  }
  if (const auto lack = is_good ? token::scopes_warning(**told) : std::nullopt) {
    return {Fault::denied, "the " + *lack};
  }
  const bool may_be_over = !is_good && authorization.scheme == Authorization::Scheme::bearer;
  return {Fault::denied, "the " + name_of(authorization) + " has no access to '" + domain + "'" +
                             (may_be_over ? ", or has expired" : "") + status +
                             "; at Gandi, give it this domain and the rights 'See and renew domain names' and "
                             "'Manage domain name technical configurations'" +
                             (may_be_over ? ", or " + how_to_renew() : "")};
}

Failure of_another_organisation(const http::Response& response, std::string_view said, const std::string& domain,
                                const Authorization& authorization) {
  return {Fault::missing, "'" + domain + "' seems to belong to another organisation than the " +
                              name_of(authorization) + with_status(response, said, authorization.secret) +
                              "; set 'sharing_id' to the id of the organisation at Gandi that owns the domain"};
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

bool is_unknown_domain(const Error& error) {
  return error.object == "HTTPNotFound" || error.object == "LocalizedHTTPNotFound";
}

}  // namespace

bool is_missing_rrset(const http::Response& response) {
  return response.status == 404 && parse_error(response.body).object == "dns-record";
}

bool speaks_of_organisation(const http::Response& response) {
  const auto answer = response.status == 404 ? parse_object(response.body) : std::nullopt;
  return answer && text_member(*answer, "object").value_or("").empty();
}

Failure failure_of(const http::Response& response, const std::string& domain, const Authorization& authorization,
                   const token::Told& told) {
  const auto error = parse_error(response.body);
  switch (response.status) {
    case 400:
      return bad_request(response, error.said, authorization);
    case 401:
      return credential_failure(response, authorization);
    case 403:
      return no_access(response, domain, authorization, told);
    case 404:
      if (speaks_of_organisation(response)) {
        return of_another_organisation(response, error.said, domain, authorization);
      }
      if (is_unknown_domain(error)) {
        return not_on_livedns(response, domain, authorization);
      }
      break;
    default:
      break;
  }
  return http_failure(response, error.said.empty() ? plain_text(response) : error.said, authorization.secret);
}

Failure conflict(const http::Response& response, const RrsetKey& key, const Authorization& authorization) {
  const auto said = parse_error(response.body).said;
  return {Fault::refused, "'" + host_name(key) + "' has another record that excludes an " +
                              std::string(to_string(key.type)) + " record, such as an alias (CNAME)" +
                              with_status(response, said, authorization.secret) +
                              "; delete that record at Gandi, or remove the name from the configuration"};
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
