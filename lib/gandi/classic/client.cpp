#include "gandi/classic/client.hpp"

#include <utility>

#include "gandi/classic/codec.hpp"
#include "gandi/classic/faults.hpp"
#include "gandi/http_failure.hpp"
#include "gandi/limits.hpp"

namespace dyndns::gandi {

XmlRpcClient::XmlRpcClient(http::Client& http, std::string endpoint, Secret key, std::chrono::milliseconds timeout)
    : http_(http), endpoint_(std::move(endpoint)), key_(std::move(key)), timeout_(timeout) {}

Task<Result<Value>> XmlRpcClient::call(std::string method, std::vector<Value> params,
                                       std::chrono::milliseconds timeout) {
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

Result<Value> XmlRpcClient::read(const http::Response& response) const {
  if (response.status != 200) {
    return http_failure(response, plain_text(response), key_);
  }
  auto answer = parse_answer(response.body);
  if (!answer) {
    return answer.error();
  }
  if (const auto* fault = std::get_if<RpcFault>(&*answer)) {
    return fault_failure(*fault, key_);
  }
  return std::get<Value>(std::move(*answer));
}

}  // namespace dyndns::gandi
