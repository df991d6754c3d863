#include "service/configuration.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "config/difference.hpp"
#include "show/events.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {
namespace {

// True when a credential of the one would be sent to the same as one of the other, and in the same way.
bool same_recipients(const config::Settings& one, const config::Settings& other) {
  const auto recipients = [](const config::Settings& settings) {
    return std::tie(settings.api, settings.endpoint, settings.tokeninfo, settings.credential.kind);
  };
  return recipients(one) == recipients(other);
}

}  // namespace

Configuration::Configuration(config::Options options, config::Settings settings, systemd::LevelledLog& log,
                             Install install)
    : options_(std::move(options)), log_(log), install_(std::move(install)) {
  put_in_force(std::move(settings));
}

void Configuration::put_in_force(config::Settings settings) {
  install_(settings);
  log_.set_level(settings.log_level);
  settings_ = std::make_shared<const config::Settings>(std::move(settings));
}

// What is wrong with them; empty when nothing is, and they are in force.
std::string Configuration::try_to_put_in_force(config::Settings settings) {
  try {
    put_in_force(std::move(settings));
    return {};
  } catch (const UnusableSettings& unusable) {
    return unusable.what();
  }
}

void Configuration::reload() {
  const auto before = settings_;
  const auto reading = config::read(options_, config::process_environment());
  log_.write_all(show::problem_events(reading.problems));
  trouble_ = reading.settings ? try_to_put_in_force(*reading.settings) : first_error(reading.problems);
  if (trouble_.empty()) {
    log_.write(show::reloaded_event(settings_->records, config::changes_between(*before, *settings_)));
  } else {
    log_.write(show::not_reloaded_event(trouble_));
  }
}

void Configuration::renew_credential(const update::Report& report) {
  const bool is_refused = std::ranges::any_of(report.records, [](const update::RecordReport& record) {
    return record.failure && record.failure->fault == Fault::denied;
  });
  if (!is_refused) {
    return;
  }
  const auto reading = config::read(options_, config::process_environment());
  if (!reading.settings || reading.settings->credential.secret == settings_->credential.secret) {
    return;
  }
  const auto& found = reading.settings->credential;
  const auto why_not =
      same_recipients(*reading.settings, *settings_)
          ? take_credential(found)
          : "it is configured for another API, endpoint or tokeninfo, or is of another kind, than is in force";
  if (why_not.empty()) {
    log_.write(show::credential_event());
  } else if (std::exchange(passed_over_, found.secret) != found.secret) {
    log_.write(show::credential_not_taken_event(why_not));
  }
}

// Why not; empty when it is in force. What a reload found wrong stays wrong: the credential alone does not mend it.
std::string Configuration::take_credential(const config::Credential& credential) {
  auto renewed = *settings_;
  renewed.credential = credential;
  return try_to_put_in_force(std::move(renewed));
}

}  // namespace dyndns::daemon
