#include "detect/web_source.hpp"

#include <algorithm>
#include <utility>

#include "detect/extract.hpp"
#include "text/discreet.hpp"
#include "text/one_line.hpp"
#include "url/reference.hpp"

namespace dyndns::detect {
namespace {

using namespace std::chrono_literals;

constexpr unsigned http_ok = 200;
constexpr std::size_t longest_url_shown = 200;  // a person shall be able to copy it

// A redirect often repeats the query that was sent.
std::string shown(std::string_view url) { return text::in_quotes(text::without_query(url), longest_url_shown); }

Failure unavailable(std::string detail) { return {Fault::unavailable, std::move(detail)}; }

// To which a GET may be repeated (RFC 9110, section 15.4).
bool is_redirect(unsigned status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string location_of(const http::Response& response) {
  const auto found = response.headers.find("location");
  return is_redirect(response.status) && found != response.headers.end() ? found->second : std::string();
}

class WebSource final : public AddressSource {
 public:
  WebSource(http::Client& client, WebProvider provider, std::string name, std::chrono::milliseconds timeout,
            Clock& clock)
      : client_(client), provider_(std::move(provider)), name_(std::move(name)), timeout_(timeout), clock_(clock) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::string& operator_name() const override { return provider_.operator_name; }
  [[nodiscard]] bool can_tell(Family family) const override { return provider_.family.value_or(family) == family; }

  [[nodiscard]] Task<Result<Address>> ask(Family family) override {
    const auto end = clock_.steady() + timeout_;
    auto url = provider_.url;
    for (unsigned followed = 0;; ++followed) {
      auto request = request_for(url, family, end);
      const auto response = co_await client_.fetch(std::move(request));
      if (!response) {
        co_return with_redirect(url, response.error());
      }
      if (response->status == http_ok) {
        co_return with_redirect(url, extract(response->body, provider_.format, family));
      }
      auto next = next_url(*response, url, followed);
      if (!next) {
        co_return with_redirect(url, next.error());
      }
      url = *std::move(next);
    }
  }

 private:
  [[nodiscard]] http::Request request_for(const std::string& url, Family family, SteadyTime end) const {
    http::Request request;
    request.url = url;
    request.family = family;
    request.timeout = std::max(std::chrono::ceil<std::chrono::milliseconds>(end - clock_.steady()), 1ms);
    return request;
  }

  // A failure of whom nobody has configured begins with how we came to ask there.
  [[nodiscard]] Result<Address> with_redirect(const std::string& url, Result<Address> answer) const {
    if (answer || url == provider_.url) {
      return answer;
    }
    auto failure = std::move(answer).error();
    failure.detail = "redirected to " + shown(url) + ": " + failure.detail;
    return failure;
  }

  // Where the answer sends us, if we may go there.
  [[nodiscard]] Result<std::string> next_url(const http::Response& response, const std::string& url,
                                             unsigned followed) const {
    const auto status = "answered with HTTP status " + std::to_string(response.status);
    const auto location = location_of(response);
    const auto from = url::parse(url);
    if (location.empty() || !from) {
      return unavailable(status);
    }
    const auto redirect = status + ", a redirect to " + shown(location);
    const auto next = url::resolve(location, *from);
    if (!from->tls) {
      return unavailable(redirect + ", which is never followed from plain http: set the provider's new URL");
    }
    if (!next || !next->tls) {
      return unavailable(redirect + ", which is not followed: it is not an https URL, or it holds a user name");
    }
    if (provider_.redirects == 0) {
      return unavailable(redirect + R"(: set "redirects" for this provider, or its new URL)");
    }
    if (followed == provider_.redirects) {
      return unavailable(redirect + R"(, which is one more than the provider's "redirects" allows)");
    }
    return to_string(*next);
  }

  http::Client& client_;
  WebProvider provider_;
  std::string name_;
  std::chrono::milliseconds timeout_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<AddressSource> make_web_source(http::Client& client, WebProvider provider, std::string name,
                                               std::chrono::milliseconds timeout, Clock& clock) {
  return std::make_unique<WebSource>(client, std::move(provider), std::move(name), timeout, clock);
}

}  // namespace dyndns::detect
