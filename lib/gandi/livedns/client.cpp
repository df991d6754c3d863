#include "gandi/livedns/client.hpp"

#include <charconv>
#include <utility>

#include "gandi/limits.hpp"
#include "gandi/livedns/failure.hpp"
#include "gandi/livedns/url.hpp"

namespace dyndns::gandi::livedns {
namespace {

std::optional<std::size_t> total_count(const http::Response& response) {
  for (const auto* name : {"total-count", "x-total-count"}) {
    const auto found = response.headers.find(name);
    const auto text = found == response.headers.end() ? std::string() : found->second;
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc() && end == text.data() + text.size()) {
      return count;
    }
  }
  return std::nullopt;
}

bool is_success(const http::Response& response) { return response.status >= 200 && response.status < 300; }

// Two users of LiveDNS report that one of the two ways works and the other does not, and disagree on which.
http::Request for_organisation(http::Request request, const std::string& id) {
  if (!id.empty()) {
    request.url = with_sharing_id(std::move(request.url), id);
    request.headers.emplace_back("X-Gandi-Sharing-Id", id);
  }
  return request;
}

Failure about_another(const std::string& name, const std::string& type) {
  return {Fault::malformed, "Gandi was asked for the " + type + " record '" + name +
                                "' and answered with another one; please report this as a bug"};
}

}  // namespace

Client::Client(http::Client& http, Options options, std::shared_ptr<Learnt> learnt)
    : http_(http),
      options_(std::move(options)),
      learnt_(std::move(learnt)),
      inquiry_(std::make_shared<token::Inquiry>(http, options_.tokeninfo, options_.authorization, options_.timeout)) {}

Task<Result<std::optional<Rrset>>> Client::rrset(std::string domain, std::string name, std::string type) const {
  auto url = rrset_url(options_.endpoint, domain, name, type);
  if (!url) {
    co_return url.error();
  }
  auto question = request("GET", *std::move(url));
  const auto response = co_await send(std::move(question), domain);
  if (!response) {
    co_return response.error();
  }
  if (is_missing_rrset(*response)) {
    co_return std::optional<Rrset>();
  }
  if (response->status != 200) {
    co_return co_await refusal(*response, domain);
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

Task<Result<Page>> Client::page(std::string domain, std::size_t number, bool is_sized) const {
  auto url = page_url(options_.endpoint, domain, number, is_sized);
  if (!url) {
    co_return url.error();
  }
  auto question = request("GET", *std::move(url));
  question.body_limit = limits::answer_bytes;
  const auto response = co_await send(std::move(question), domain);
  if (!response) {
    co_return response.error();
  }
  if (response->status == 400 && is_sized && number == 1) {
    auto page_of_any_size = co_await page(domain, number, false);
    learnt_->refuses_page_size = learnt_->refuses_page_size || page_of_any_size.has_value();
    co_return page_of_any_size;
  }
  if (response->status != 200) {
    co_return co_await refusal(*response, domain);
  }
  auto read = parse_page(response->body);
  if (!read) {
    co_return read.error();
  }
  read->total = total_count(*response);
  read->is_sized = is_sized;
  co_return read;
}

Task<Result<void>> Client::put(Change change) const {
  const auto& key = change.key;
  auto url = rrset_url(options_.endpoint, key.domain, key.name, to_string(key.type));
  if (!url) {
    co_return url.error();
  }
  auto order = request("PUT", *std::move(url));
  order.headers.emplace_back("Content-Type", "application/json");
  order.body = write_rrset(change.after, change.ttl);
  const auto response = co_await send(std::move(order), key.domain);
  if (!response) {
    co_return response.error();
  }
  if (response->status == 409) {
    co_return conflict(*response, key, options_.authorization);
  }
  if (!is_success(*response)) {
    co_return co_await refusal(*response, key.domain);
  }
  co_return Result<void>();
}

Task<std::optional<std::string>> Client::name_servers(std::string domain) const {
  auto url = name_servers_url(options_.endpoint, domain);
  if (!url) {
    co_return std::nullopt;
  }
  auto question = request("GET", *std::move(url));
  const auto response = co_await send(std::move(question), domain);
  if (!response || response->status != 200) {
    co_return std::nullopt;
  }
  co_return parse_name_servers(response->body);
}

http::Request Client::request(std::string method, std::string url) const {
  http::Request request{std::move(method), std::move(url), {header_of(options_.authorization)}};
  request.timeout = options_.timeout;
  return request;
}

std::string Client::organisation_of(const std::string& domain) const {
  return learnt_->of_organisation.contains(domain) ? *learnt_->organisation : options_.sharing_id;
}

Task<std::string> Client::organisation_of_token() const {
  if (!learnt_->organisation) {
    const auto told = co_await inquiry_->answer();
    if (told && *told) {
      learnt_->organisation = (*told)->sharing_id;
    }
  }
  co_return learnt_->organisation.value_or("");
}

Task<Result<http::Response>> Client::send(http::Request request, std::string domain) const {
  const auto named = organisation_of(domain);
  auto first = for_organisation(request, named);
  auto response = co_await http_.fetch(std::move(first));
  if (!named.empty() || !response || !speaks_of_organisation(*response)) {
    co_return response;
  }
  const auto organisation = co_await organisation_of_token();
  if (organisation.empty()) {
    co_return response;
  }
  auto again = for_organisation(std::move(request), organisation);
  response = co_await http_.fetch(std::move(again));
  // Only where it helps: a domain that is reached without it is none of the organisation's, as far as we know.
  if (response && (is_success(*response) || is_missing_rrset(*response))) {
    learnt_->of_organisation.insert(domain);
  }
  co_return response;
}

Task<Failure> Client::refusal(http::Response response, std::string domain) const {
  token::Told told;
  const bool is_about_organisation =
      speaks_of_organisation(response) && options_.sharing_id.empty() && !learnt_->organisation;
  if (response.status == 403 || is_about_organisation) {
    told = co_await inquiry_->answer();
  }
  if (is_about_organisation && told && !*told && is_transient(told->error().fault)) {
    co_return Failure{told->error().fault,
                      "could not find out to which organisation at Gandi the token belongs, as '" + domain +
                          "' calls for: " + told->error().detail,
                      told->error().retry_after};
  }
  co_return failure_of(response, domain, options_.authorization, told);
}

}  // namespace dyndns::gandi::livedns
