#include "service/account_watch.hpp"

#include <boost/asio/this_coro.hpp>

#include "gandi/livedns/client.hpp"
#include "gandi/livedns/failure.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

void note(AccountWatch::Findings& findings, const std::string& sentence) {
  findings.note += (findings.note.empty() ? "" : "; ") + sentence;
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

Task<AccountWatch::Findings> AccountWatch::look(std::shared_ptr<const config::Settings> settings) {
  Findings findings;
  if (settings->api != config::Api::livedns) {
    co_return findings;
  }
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto web = make_web_if_possible(executor, *settings);
  if (!web.client) {
    co_return findings;
  }
  if (settings->tokeninfo && settings->credential.kind == config::CredentialKind::token) {
    const auto info = co_await gandi::token::ask_info(*web.client, *settings->tokeninfo, settings->credential.secret,
                                                      settings->timeout);
    judge_token(info, findings);
  }
  const gandi::livedns::Client livedns(*web.client, settings->endpoint, authorization_of(*settings), settings->timeout);
  for (const auto& domain : domains_of(*settings)) {
    const auto name_servers = co_await livedns.name_servers(domain);
    judge_effect(domain, gandi::livedns::why_without_effect(domain, name_servers), findings);
  }
  co_return findings;
}

void AccountWatch::judge_token(const Result<gandi::token::Info>& info, Findings& findings) {
  if (!info) {
    findings.is_unanswered = info.error().fault != Fault::denied;
    return;  // a refused token is the zone's to report, with what it cannot do
  }
  findings.token = gandi::token::life_text(info->expires_in);
  findings.token_life = info->expires_in;
  if (const auto lack = gandi::token::scopes_warning(*info)) {
    note(findings, *lack);
    if (told_once_.insert(*lack).second) {
      findings.events.push_back({EventKind::token_unfit, Level::error, *lack});
    }
  }
  if (gandi::token::due_warning(info->expires_in, std::nullopt)) {
    note(findings, gandi::token::expiry_warning(info->expires_in));
  } else {
    told_.reset();  // a new token
  }
  if (const auto due = gandi::token::due_warning(info->expires_in, told_)) {
    findings.events.push_back(
        {EventKind::token_expiring, Level::warning, gandi::token::expiry_warning(info->expires_in)});
    told_ = due;
  }
}

void AccountWatch::judge_effect(const std::string& domain, const std::optional<std::string>& why, Findings& findings) {
  if (!why) {
    return;
  }
  note(findings, *why);
  if (told_once_.insert(*why).second) {
    findings.events.push_back({EventKind::without_effect, Level::warning, *why, {{"DYNDNS_DOMAIN", domain}}});
  }
}

}  // namespace dyndns::daemon
