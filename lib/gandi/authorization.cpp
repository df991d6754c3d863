#include "gandi/authorization.hpp"

#include <boost/json.hpp>

#include "gandi/failure.hpp"
#include "gandi/json.hpp"

namespace dyndns::gandi {
namespace {

constexpr std::size_t api_key_length = 24;

bool is_token(const Authorization& authorization) { return authorization.scheme == Authorization::Scheme::bearer; }

// The two are easily mixed up, and Gandi does not tell that they were.
std::string wrong_kind_hint(const Authorization& authorization) {
  const bool looks_like_api_key = authorization.secret.reveal().size() == api_key_length;
  if (is_token(authorization) && looks_like_api_key) {
    return " (it has 24 characters, so it is probably an API key, which goes into 'api_key_file')";
  }
  if (!is_token(authorization) && !looks_like_api_key) {
    return " (an API key has 24 characters, so this is probably a Personal Access Token, which goes into 'token_file')";
  }
  return {};
}

// Gandi tells a credential that it knew once from one that it never saw.
bool is_known(const http::Response& response) {
  const auto answer = parse_object(response.body);
  return answer && text_member(*answer, "object") == "HTTPUnauthorized";
}

}  // namespace

std::pair<std::string, std::string> header_of(const Authorization& authorization) {
  return {"Authorization", (is_token(authorization) ? "Bearer " : "Apikey ") + authorization.secret.reveal()};
}

std::string name_of(const Authorization& authorization) { return is_token(authorization) ? "token" : "API key"; }

Failure credential_failure(const http::Response& response, const Authorization& authorization) {
  const auto name = name_of(authorization);
  const auto outcome = is_known(response) ? "Gandi says that the " + name + " is invalid or has expired"
                                          : "Gandi does not recognise the " + name;
  return {Fault::denied, outcome + with_status(response, "", authorization.secret) + wrong_kind_hint(authorization) +
                             "; " + how_to_renew()};
}

std::string how_to_renew() { return "make a new token at Gandi and put it into 'token_file'"; }

}  // namespace dyndns::gandi
