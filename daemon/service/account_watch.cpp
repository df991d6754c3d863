#include "service/account_watch.hpp"

#include <boost/asio/this_coro.hpp>
#include <utility>

#include "gandi/livedns/client.hpp"
#include "gandi/livedns/failure.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

// A CA file can vanish while we run; the rounds go on with what they read of it.
Web make_web_if_possible(const boost::asio::any_io_executor& executor, const config::Settings& settings, Clock& clock,
                         const Notes& notes) {
  try {
    return make_web(executor, settings, clock, notes);
  } catch (const UnusableSettings&) {
    return {};
  }
}

Task<Result<gandi::token::Info>> ask_token(http::Client* client, std::shared_ptr<const config::Settings> settings) {
  if (client == nullptr) {
    co_return Failure{Fault::unreachable, "the settings cannot be used any more"};
  }
  co_return co_await gandi::token::ask_info(*client, *settings->tokeninfo, settings->credential.secret,
                                            settings->timeout);
}

}  // namespace

Task<AccountWatch::News> AccountWatch::ask(std::shared_ptr<const config::Settings> settings, Notes notes) {
  News news;
  if (settings->api != config::Api::livedns) {
    co_return news;
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto web = make_web_if_possible(executor, *settings, clock_, notes);
  const auto client = web.client ? gandi::make_paced_client(*web.client, budget_) : nullptr;
  if (settings->tokeninfo && settings->credential.kind == config::CredentialKind::token) {
    const auto info = co_await ask_token(client.get(), settings);
    news = token_.note(settings->credential.secret, info, clock_.wall());
  }
  if (!client) {
    co_return news;
  }
  client->close_idle();  // what follows is asked of another host: one connection at a time
  const gandi::livedns::Client livedns(*client, livedns_options(*settings));
  for (const auto& domain : domains_of(settings->records)) {
    const auto name_servers = co_await livedns.name_servers(domain);
    note_domain(domain, name_servers, news);
  }
  co_return news;
}

void AccountWatch::note_domain(const std::string& domain, const std::optional<std::string>& name_servers, News& news) {
  const std::vector<std::pair<std::string, std::string>> fields = {{"DYNDNS_DOMAIN", domain}};
  if (const auto why = gandi::livedns::why_without_effect(domain, name_servers)) {
    news.domains.push_back({*why, 1});
    if (std::exchange(told_[domain], *why) != *why) {
      news.events.push_back({EventKind::without_effect, Level::warning, *why, fields});
    }
  } else if (name_servers && told_.erase(domain) > 0) {
    news.events.push_back({EventKind::with_effect, Level::notice,
                           "'" + domain + "' uses Gandi's LiveDNS now: updates have effect", fields});
  }
}

void AccountWatch::repeat() {
  token_.repeat();
  for (auto& [domain, why] : told_) {
    why.clear();
  }
}

}  // namespace dyndns::daemon
