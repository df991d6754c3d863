#include "gandi/livedns/client.hpp"

#include <charconv>
#include <utility>

#include "gandi/limits.hpp"
#include "gandi/livedns/failure.hpp"
#include "gandi/livedns/url.hpp"

namespace dyndns::gandi::livedns {
namespace {

std::optional<std::size_t> total_count(const http::Response& response) {
  const auto found = response.headers.find("total-count");
  if (found == response.headers.end()) {
    return std::nullopt;
  }
  const auto& text = found->second;
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(count) : std::nullopt;
}

Failure about_another(const std::string& name, const std::string& type) {
  return {Fault::malformed, "Gandi was asked for the " + type + " record '" + name +
                                "' and answered with another one; please report this as a bug"};
}

}  // namespace

Client::Client(http::Client& http, std::string endpoint, Authorization authorization, std::chrono::milliseconds timeout)
    : http_(http), endpoint_(std::move(endpoint)), authorization_(std::move(authorization)), timeout_(timeout) {}

Task<Result<std::optional<Rrset>>> Client::rrset(std::string domain, std::string name, std::string type) const {
  auto url = rrset_url(endpoint_, domain, name, type);
  if (!url) {
    co_return url.error();
  }
  auto question = request("GET", *std::move(url));
  const auto response = co_await http_.fetch(std::move(question));
  if (!response) {
    co_return response.error();
  }
  if (is_missing_rrset(*response)) {
    co_return std::optional<Rrset>();
  }
  if (response->status != 200) {
    co_return failure_of(*response, domain, authorization_);
  }
  auto rrset = parse_rrset(response->body);
  if (!rrset) {
    co_return rrset.error();
  }
  if (!rrset->is_at(name, type)) {
    co_return about_another(name, type);
  }
  co_return std::optional(*std::move(rrset));
}

Task<Result<Page>> Client::page(std::string domain, std::size_t number) const {
  auto url = page_url(endpoint_, domain, number);
  if (!url) {
    co_return url.error();
  }
  auto question = request("GET", *std::move(url));
  question.body_limit = limits::answer_bytes;
  const auto response = co_await http_.fetch(std::move(question));
  if (!response) {
    co_return response.error();
  }
  if (response->status != 200) {
    co_return failure_of(*response, domain, authorization_);
  }
  auto page = parse_page(response->body);
  if (!page) {
    co_return page.error();
  }
  page->total = total_count(*response);
  co_return page;
}

Task<Result<void>> Client::put(Change change) const {
  const auto& key = change.key;
  auto url = rrset_url(endpoint_, key.domain, key.name, to_string(key.type));
  if (!url) {
    co_return url.error();
  }
  auto order = request("PUT", *std::move(url));
  order.headers.emplace_back("Content-Type", "application/json");
  order.body = write_rrset(change.after, change.ttl);
  const auto response = co_await http_.fetch(std::move(order));
  if (!response) {
    co_return response.error();
  }
  if (response->status != 200 && response->status != 201) {
    co_return write_failure(*response, key, authorization_);
  }
  co_return parse_written(response->body);
}

Task<std::optional<std::string>> Client::name_servers(std::string domain) const {
  auto url = name_servers_url(endpoint_, domain);
  if (!url) {
    co_return std::nullopt;
  }
  auto question = request("GET", *std::move(url));
  const auto response = co_await http_.fetch(std::move(question));
  if (!response || response->status != 200) {
    co_return std::nullopt;
  }
  co_return parse_name_servers(response->body);
}

http::Request Client::request(std::string method, std::string url) const {
  http::Request request{std::move(method), std::move(url), {header_of(authorization_)}};
  request.timeout = timeout_;
  return request;
}

}  // namespace dyndns::gandi::livedns
