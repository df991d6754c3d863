// The settings in force, and how new ones take their place: whole or not at all.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config/read.hpp"
#include "systemd/journal.hpp"
#include "update/report.hpp"

namespace dyndns::daemon {

class Configuration {
 public:
  // Puts settings to work; throws UnusableSettings, and then nothing has changed.
  using Install = std::function<void(const config::Settings&)>;

  // Throws what `install` does. The log's level follows the settings.
  Configuration(config::Options options, config::Settings settings, systemd::LevelledLog& log, Install install);

  [[nodiscard]] std::shared_ptr<const config::Settings> in_force() const { return settings_; }
  // Why the files' newest content is not in force; empty when it is.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

  // Reads the files again and tells the log what came of it.
  void reload();
  // A credential that the round found refused may have been replaced in its file by now. It is taken only where it
  // would go to those that it is configured for; else a reload is asked for.
  void renew_credential(const update::Report& report);

 private:
  [[nodiscard]] std::string take_credential(const config::Credential& credential);
  void put_in_force(config::Settings settings);  // throws UnusableSettings
  [[nodiscard]] std::string try_to_put_in_force(config::Settings settings);

  config::Options options_;
  systemd::LevelledLog& log_;
  Install install_;
  std::shared_ptr<const config::Settings> settings_;
  std::string trouble_;
  Secret passed_over_;  // the last that was told of as not taken
};

}  // namespace dyndns::daemon
