#include "service/account_watch.hpp"

#include <boost/asio/this_coro.hpp>

#include "gandi/livedns/client.hpp"
#include "gandi/livedns/failure.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

std::set<std::string> domains_of(const config::Settings& settings) {
  std::set<std::string> domains;
  for (const auto& record : settings.records) {
    domains.insert(record.key.domain);
  }
  return domains;
}

// A CA file can vanish while we run; the rounds go on with what they read of it.
Web make_web_if_possible(const boost::asio::any_io_executor& executor, const config::Settings& settings,
                         const Notes& notes) {
  try {
    return make_web(executor, settings, notes);
  } catch (const UnusableSettings&) {
    return {};
  }
}

}  // namespace

Task<AccountWatch::News> AccountWatch::ask(std::shared_ptr<const config::Settings> settings, Notes notes) {
  News news;
  if (settings->api != config::Api::livedns) {
    co_return news;
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto web = make_web_if_possible(executor, *settings, notes);
  if (!web.client) {
    co_return news;
  }
  if (settings->tokeninfo && settings->credential.kind == config::CredentialKind::token) {
    const auto info = co_await gandi::token::ask_info(*web.client, *settings->tokeninfo, settings->credential.secret,
                                                      settings->timeout);
    news = token_news(info);
  }
  const gandi::livedns::Client livedns(*web.client, settings->endpoint, authorization_of(*settings), settings->timeout);
  for (const auto& domain : domains_of(*settings)) {
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

AccountWatch::News AccountWatch::token_news(const Result<gandi::token::Info>& info) {
  News news;
  if (!info) {
    news.is_unanswered = info.error().fault != Fault::denied;
    return news;  // a refused token is the zone's to report, with what it cannot do
  }
  news.token = gandi::token::life_text(info->expires_in);
  news.token_life = info->expires_in;
  if (const auto lack = gandi::token::scopes_warning(*info)) {
    news.wrong.push_back(*lack);
    if (told_once_.insert(*lack).second) {
      news.events.push_back({EventKind::token_unfit, Level::error, *lack});
    }
  }
  const auto expiry = gandi::token::expiry_warning(info->expires_in);
  if (gandi::token::due_warning(info->expires_in, std::nullopt)) {
    news.wrong.push_back(expiry);
  } else {
    told_.reset();  // a new token
  }
  if (const auto due = gandi::token::due_warning(info->expires_in, told_)) {
    news.events.push_back({EventKind::token_expiring, Level::warning, expiry});
    told_ = due;
  }
  return news;
}

}  // namespace dyndns::daemon
