#include "service/account_watch.hpp"

#include <boost/asio/this_coro.hpp>

#include "gandi/livedns/delegation.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

void note(AccountWatch::News& news, const std::string& sentence) {
  news.note += (news.note.empty() ? "" : "; ") + sentence;
}

std::set<std::string> domains_of(const config::Settings& settings) {
  std::set<std::string> domains;
  for (const auto& record : settings.records) {
    domains.insert(record.key.domain);
  }
  return domains;
}

// A CA file can vanish while we run; the rounds go on with what they read of it.
Web make_web_if_possible(const boost::asio::any_io_executor& executor, const config::Settings& settings) {
  try {
    return make_web(executor, settings);
  } catch (const UnusableSettings&) {
    return {};
  }
}

}  // namespace

Task<AccountWatch::News> AccountWatch::ask(std::shared_ptr<const config::Settings> settings) {
  News news;
  if (settings->api != config::Api::livedns) {
    co_return news;
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto web = make_web_if_possible(executor, *settings);
  if (!web.client) {
    co_return news;
  }
  if (settings->tokeninfo && settings->credential.kind == config::CredentialKind::token) {
    const auto info = co_await gandi::ask_tokeninfo(*web.client, *settings->tokeninfo, settings->credential.secret,
                                                    settings->timeout);
    note_token(info, news);
  }
  for (const auto& domain : domains_of(*settings)) {
    const auto why = co_await gandi::ask_why_without_effect(*web.client, settings->endpoint,
                                                            authorization_of(*settings), domain, settings->timeout);
    note_effect(domain, why, news);
  }
  co_return news;
}

void AccountWatch::note_token(const Result<gandi::TokenInfo>& info, News& news) {
  if (!info) {
    news.is_unanswered = info.error().fault != Fault::denied;
    return;  // a refused token is the zone's to report, with what it cannot do
  }
  news.token = gandi::describe_life(info->expires_in);
  news.token_life = info->expires_in;
  if (const auto lack = gandi::describe_missing_scopes(*info)) {
    note(news, *lack);
    if (told_once_.insert(*lack).second) {
      news.events.push_back({EventKind::token_unfit, Level::error, *lack});
    }
  }
  if (gandi::due_warning(info->expires_in, std::nullopt)) {
    note(news, gandi::describe_expiry(info->expires_in));
  } else {
    told_.reset();  // a new token
  }
  if (const auto due = gandi::due_warning(info->expires_in, told_)) {
    news.events.push_back({EventKind::token_expiring, Level::warning, gandi::describe_expiry(info->expires_in)});
    told_ = due;
  }
}

void AccountWatch::note_effect(const std::string& domain, const std::optional<std::string>& why, News& news) {
  if (!why) {
    return;
  }
  note(news, *why);
  if (told_once_.insert(*why).second) {
    news.events.push_back({EventKind::without_effect, Level::warning, *why, {{"DYNDNS_DOMAIN", domain}}});
  }
}

}  // namespace dyndns::daemon
