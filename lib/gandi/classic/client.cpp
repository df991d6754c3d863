#include "gandi/classic/client.hpp"

#include <utility>

#include "gandi/classic/codec.hpp"
#include "gandi/classic/failure.hpp"
#include "gandi/failure.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi::classic {

Client::Client(http::Client& http, std::string endpoint, Secret key, std::chrono::milliseconds timeout)
    : http_(http), endpoint_(std::move(endpoint)), key_(std::move(key)), timeout_(timeout) {}

Task<Result<Value>> Client::call(std::string method, std::vector<Value> params, std::chrono::milliseconds timeout) {
  auto body = write_call(method, key_, params);
  if (!body) {
    co_return body.error();
  }
  http::Request request{"POST", endpoint_, {{"Content-Type", "text/xml"}}, std::move(*body)};
  request.timeout = timeout;
  request.body_limit = limits::answer_bytes;
  const auto response = co_await http_.fetch(std::move(request));
  if (!response) {
    co_return response.error();
  }
  co_return read(*response);
}

Result<Value> Client::read(const http::Response& response) const {
  if (response.status != 200) {
    return http_failure(response, plain_text(response), key_);
  }
  auto answer = parse_answer(response.body);
  if (!answer) {
    return answer.error();
  }
  if (const auto* fault = std::get_if<RpcFault>(&*answer)) {
    return failure_of(*fault, key_);
  }
  return std::get<Value>(std::move(*answer));
}

}  // namespace dyndns::gandi::classic
