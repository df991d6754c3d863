#include "gandi/token/info.hpp"

#include <utility>

#include "gandi/authorization.hpp"
#include "gandi/failure.hpp"

namespace dyndns::gandi::token {

Task<Result<Info>> ask_info(http::Client& http, std::string url, Secret token, std::chrono::milliseconds timeout) {
  const Authorization authorization{Authorization::Scheme::bearer, std::move(token)};
  http::Request question{"GET", std::move(url), {header_of(authorization)}};
  question.timeout = timeout;
  const auto response = co_await http.fetch(std::move(question));
  if (!response) {
    co_return response.error();
  }
  if (response->status == 401) {
    co_return credential_failure(*response, authorization);
  }
  if (response->status != 200) {
    co_return http_failure(*response, plain_text(*response), authorization.secret);
  }
  co_return parse_info(response->body);
}

}  // namespace dyndns::gandi::token
