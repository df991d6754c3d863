// The little world of zones.hpp behind an HTTP client that can be made to fail.
#pragma once

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gandi/classic/zones.hpp"
#include "gandi/run.hpp"
#include "http/client.hpp"

namespace dyndns::gandi::classic {

enum class Mishap {
  none,
  fault,        // refused by Gandi, not carried out
  status,       // HTTP 503, not carried out
  garbage,      // carried out, and answered with what is not XML
  drop_before,  // the connection breaks, before the call is carried out or after
  drop_after,
  hang_before,  // no answer until the caller is cancelled
  hang_after,
};

class World : public Zones, public http::Client {
 public:
  // Asked before each call; what it does with the world is another writer's work.
  std::function<Mishap(const std::string& method)> before_call = [](const std::string&) { return Mishap::none; };
  std::function<void()> on_hang = [] {};
  std::function<Task<void>()> on_the_way = [] { return pass_turn(); };
  http::Request last_request;
  std::size_t calls = 0;
  std::vector<std::string> methods{};  // that were called
  std::size_t running = 0;
  std::size_t most_running = 0;

  Task<Result<http::Response>> fetch(http::Request request) override {
    last_request = request;
    ++calls;
    most_running = std::max(most_running, ++running);
    const auto [method, params] = parse_call(request.body);
    methods.push_back(method);
    const auto mishap = before_call(method);
    if (mishap == Mishap::hang_before) {
      co_await hang();
    }
    co_await on_the_way();
    --running;
    const auto response = answer(mishap, method, params);
    if (mishap == Mishap::hang_after) {
      co_await hang();
    }
    co_return response;
  }

  void close_idle() override {}

 private:
  Task<void> hang() {
    on_hang();
    boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                    boost::asio::steady_timer::time_point::max());
    co_await never.async_wait(boost::asio::use_awaitable);
  }

  Result<http::Response> answer(Mishap mishap, const std::string& method, const Params& params) {
    if (mishap == Mishap::drop_before) {
      return Failure{Fault::unreachable, "connection closed"};
    }
    if (mishap == Mishap::status) {
      return http::Response{503, {{"retry-after", "7"}}, "down, " + good_key};
    }
    const auto result =
        mishap == Mishap::fault ? RpcAnswer(RpcFault{581117, "EXISTS " + good_key}) : carry_out(method, params);
    if (mishap == Mishap::drop_after) {
      return Failure{Fault::timed_out, "no answer within 10 s"};
    }
    return http::Response{200, {}, mishap == Mishap::garbage ? "<oops " + auth_info : write_answer(result)};
  }

  // The codec reads answers; a parameter of a call is made into one.
  static std::pair<std::string, Params> parse_call(const std::string& body) {
    const auto between = [&body](const std::string& begin, const std::string& end, std::size_t from) {
      const auto start = body.find(begin, from) + begin.size();
      return body.substr(start, body.find(end, start) - start);
    };
    Params params;
    for (auto at = body.find("<param>"); at != std::string::npos; at = body.find("<param>", at + 1)) {
      const auto param = "<params><param>" + between("<param>", "</param>", at) + "</param></params>";
      params.push_back(std::get<Value>(*parse_answer("<methodResponse>" + param + "</methodResponse>")));
    }
    return {between("<methodName>", "</methodName>", 0), params};
  }

  static std::string write_answer(const RpcAnswer& answer) {
    const auto* fault = std::get_if<RpcFault>(&answer);
    const auto value =
        fault == nullptr ? std::get<Value>(answer)
                         : Value(Value::Struct{{"faultCode", Value(fault->code)}, {"faultString", Value(fault->text)}});
    const auto call = *write_call("answer", Secret(), std::vector{value});
    const auto start = call.rfind("<param>");
    const auto param = call.substr(start, call.rfind("</params>") - start);
    const std::string inner = param.substr(7, param.size() - 15);
    return "<?xml version='1.0'?>\n<methodResponse>" +
           (fault == nullptr ? "<params>" + param + "</params>" : "<fault>" + inner + "</fault>") + "</methodResponse>";
  }
};

}  // namespace dyndns::gandi::classic
