#include "service/account_watch.hpp"

#include <boost/asio/this_coro.hpp>

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
    const auto why = gandi::livedns::why_without_effect(domain, name_servers);
    if (why) {
      news.wrong.push_back(*why);
    }
    if (why && told_once_.insert(*why).second) {
      news.events.push_back({EventKind::without_effect, Level::warning, *why, {{"DYNDNS_DOMAIN", domain}}});
    }
  }
  co_return news;
}

}  // namespace dyndns::daemon
