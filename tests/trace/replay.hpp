// Plays a trace again: what Gandi and the sources answered then is what they answer now, each after the time that it
// took.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "fakes/fake_source.hpp"
#include "fakes/ip.hpp"
#include "fakes/virtual_clock.hpp"
#include "gandi/classic/account.hpp"
#include "gandi/livedns/account.hpp"
#include "http/client.hpp"
#include "trace/disguise.hpp"
#include "update/round.hpp"

namespace dyndns::trace {

namespace json = boost::json;

inline std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : value.is_null() ? "" : json::serialize(value);
}

inline Fault fault_of(const json::value& failure) {
  const auto word = text_of(failure.at("fault"));
  for (int i = 0; i <= static_cast<int>(Fault::refused); ++i) {
    if (to_string(static_cast<Fault>(i)) == word) {
      return static_cast<Fault>(i);
    }
  }
  throw std::invalid_argument("no fault: " + word);
}

// "name1.domain1.example A changed 25.0.0.1"
inline std::string decision(const std::string& host, const std::string& type, const std::string& what,
                            const std::string& address, const std::string& fault) {
  return host + ' ' + type + ' ' + what + ' ' + address + (fault.empty() ? "" : ' ' + fault);
}

class Replay final : public http::Client {
 public:
  using Decisions = std::vector<std::string>;

  explicit Replay(const std::string& trace) {
    std::istringstream lines(trace);
    for (std::string line; std::getline(lines, line);) {
      lines_.push_back(json::parse(line));
    }
    for (const auto& line : lines_) {
      if (line.as_object().contains("method")) {
        answers_[question(text_of(line.at("method")), text_of(line.at("url")), text_of(line.at("body")))].push_back(
            &line);
      }
    }
  }

  // What was decided then; records, and the verdict of each family.
  [[nodiscard]] Decisions told() const {
    Decisions all;
    for (const auto& verdict : lines_.back().at("verdicts").as_array()) {
      all.push_back(text_of(verdict.at("family")) + ' ' + text_of(verdict.at("address")));
    }
    for (const auto& record : lines_.back().at("records").as_array()) {
      const auto& failure = record.at("failure");
      all.push_back(decision(text_of(record.at("name")) + '.' + text_of(record.at("domain")),
                             text_of(record.at("type")), text_of(record.at("outcome")), text_of(record.at("address")),
                             failure.is_null() ? "" : text_of(failure.at("fault"))));
    }
    return all;
  }

  // What is decided now.
  [[nodiscard]] Decisions decide() {
    const auto job = make_job();
    std::mt19937_64 random(1);
    update::RoundOrder order;
    order.dry_run = head().at("dry_run").as_bool();
    const auto report = clock_.run(update::run_round(*job, std::move(order), clock_, random));
    Decisions all;
    for (const auto& findings : report.findings) {
      const auto* const agreed = agreement(findings);
      all.push_back(std::string(to_string(findings.family)) + ' ' +
                    (agreed == nullptr ? "" : agreed->address.to_string()));
    }
    for (const auto& record : report.records) {
      all.push_back(decision(record.key.name + '.' + record.key.domain, std::string(to_string(record.key.type)),
                             std::string(to_string(record.outcome)), record.address ? record.address->to_string() : "",
                             record.failure ? std::string(to_string(record.failure->fault)) : ""));
    }
    return all;
  }

  // What is asked now and was not asked then cannot be answered.
  Task<Result<http::Response>> fetch(http::Request request) override {
    auto& answers = answers_[question(request.method, request.url, request.body)];
    if (answers.empty()) {
      co_return Failure{Fault::unreachable, "not in the trace: " + request.method + ' ' + request.url + request.body};
    }
    const auto& line = *answers.front();
    if (answers.size() > 1) {
      answers.erase(answers.begin());
    }
    co_await clock_.sleep_until(clock_.steady() + std::chrono::milliseconds(line.at("took_ms").as_int64()));
    co_return answer(line);
  }

  void close_idle() override {}

 private:
  static Result<http::Response> answer(const json::value& line) {
    if (!line.as_object().contains("status")) {
      const auto& failure = line.at("failure");
      return Failure{failure.is_null() ? Fault::timed_out : fault_of(failure), "as it was then"};
    }
    http::Response response{static_cast<unsigned>(line.at("status").as_int64()), {}, text_of(line.at("answer"))};
    for (const auto& [name, value] : line.at("answer_headers").as_object()) {
      response.headers[name] = text_of(value);
    }
    return response;
  }

  // A call of XML-RPC is compared from its first element on: a prolog may be spelt in many ways.
  static std::string question(const std::string& method, const std::string& url, const std::string& body) {
    const auto call = body.find("<methodCall");
    return method + ' ' + url + ' ' + body.substr(call == std::string::npos ? 0 : call);
  }

  [[nodiscard]] const json::value& head() const { return lines_.front(); }

  std::shared_ptr<update::Job> make_job() {
    auto job = std::make_shared<update::Job>();
    const Secret secret(Disguise::credential);
    const auto timeout = std::chrono::seconds(10);
    if (text_of(head().at("api")) == "livedns") {
      const gandi::Authorization authorization{gandi::Authorization::Scheme::bearer, secret};
      job->account =
          gandi::livedns::make_account(*this, {"https://api.gandi.net/v5/livedns", authorization, timeout,
                                               text_of(head().at("sharing_id")), "https://id.gandi.net/tokeninfo"});
    } else {
      job->account = gandi::classic::make_account(*this, "https://rpc.gandi.net/xmlrpc/", secret, timeout);
    }
    job->plan_rules.ttl_for_new = Ttl(static_cast<Ttl::rep>(head().at("ttl").as_int64()));
    job->plan_rules.create_missing = head().at("create_missing").as_bool();
    for (const auto& record : head().at("records").as_array()) {
      const auto type = text_of(record.at("type")) == "A" ? RecordType::a : RecordType::aaaa;
      const auto& ttl = record.at("ttl");
      job->records.push_back({{text_of(record.at("domain")), text_of(record.at("name")), type},
                              ttl.is_null() ? std::nullopt : std::optional(Ttl(ttl.to_number<Ttl::rep>()))});
    }
    for (const auto& verdict : lines_.back().at("verdicts").as_array()) {
      job->families.push_back(make_family(text_of(verdict.at("family")), verdict.at("quorum").to_number<unsigned>()));
    }
    return job;
  }

  update::FamilySources make_family(const std::string& name, unsigned quorum) {
    update::FamilySources family{name == "IPv4" ? Family::ipv4 : Family::ipv6, {}, update::AskingRules()};
    family.rules.quorum = quorum;
    for (const auto& voter : lines_.back().at("answers").as_array()) {
      if (text_of(voter.at("family")) == name) {
        fakes::Manners manners;
        manners.latency = std::chrono::milliseconds(voter.at("took_ms").as_int64());
        manners.says = voter.as_object().contains("address") ? Result<Address>(fakes::ip(text_of(voter.at("address"))))
                                                             : Failure{fault_of(voter.at("failure")), "as it was then"};
        family.sources.push_back(
            std::make_unique<fakes::FakeSource>(clock_, nowhere_, text_of(voter.at("operator")), std::move(manners)));
      }
    }
    return family;
  }

  std::vector<json::value> lines_;
  std::map<std::string, std::vector<const json::value*>> answers_;
  boost::asio::io_context context_;
  fakes::VirtualClock clock_{context_};
  fakes::Whereabouts nowhere_;
};

}  // namespace dyndns::trace
