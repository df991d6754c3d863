#include "service/configuration.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "config/difference.hpp"
#include "problems.hpp"
#include "workshop.hpp"

namespace dyndns::daemon {

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
  log_problems(log_, reading.problems);
  trouble_ = reading.settings ? try_to_put_in_force(*reading.settings) : first_error(reading.problems);
  if (trouble_.empty()) {
    log_.write({EventKind::reloaded, Level::notice,
                "configuration reloaded, looks after " + scope_of(*settings_) + ": " +
                    config::describe_changes(*before, *settings_)});
  } else {
    log_.write({EventKind::reload_failed, Level::error,
                "configuration not reloaded, the one from before stays in force: " + trouble_});
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
  if (reading.settings && reading.settings->credential.secret != settings_->credential.secret) {
    auto renewed = *settings_;
    renewed.credential = reading.settings->credential;
    trouble_ = try_to_put_in_force(std::move(renewed));
    log_.write({EventKind::reloaded, Level::notice, "credential read again, since Gandi refused the one before"});
  }
}

std::string scope_of(const config::Settings& settings) {
  std::set<std::string> domains;
  for (const auto& record : settings.records) {
    domains.insert(record.key.domain);
  }
  const auto records = settings.records.size();
  return std::to_string(records) + (records == 1 ? " record" : " records") + " in " + std::to_string(domains.size()) +
         (domains.size() == 1 ? " domain" : " domains");
}

}  // namespace dyndns::daemon
