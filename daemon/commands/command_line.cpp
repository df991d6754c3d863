#include "commands/command_line.hpp"

#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "config/keys/readers.hpp"
#include "text/words.hpp"

namespace dyndns::daemon {
namespace {

void add_global_options(CLI::App& app, config::Options& options) {
  app.add_option("--config", options.config_path, "Configuration (default: /etc/gandi-dyndnsd/config.json)")
      ->type_name("FILE");
  app.add_option("--providers", options.providers_path, "List of providers, in place of the configured or shipped one")
      ->type_name("FILE");
  app.add_option("--log-level", options.log_level, "error, warning, notice, info or debug")
      ->type_name("LEVEL")
      ->check([](const std::string& text) {
        return config::parse_log_level(text) ? std::string() : config::why_no_log_level(text);
      });
}

CLI::App* add_verb(CLI::App& app, const char* name, const char* description) {
  return app.add_subcommand(name, description)->fallthrough();
}

void add_json(CLI::App* verb, bool& json) { verb->add_flag("--json", json, "One JSON document on standard output"); }

void add_trace(CLI::App* verb, std::string& path) {
  verb->add_option("--trace", path, "Write what was sent and answered, made anonymous, into FILE for a bug report")
      ->type_name("FILE");
}

// Where a command was misspelt.
std::string did_you_mean(const CLI::App& app) {
  std::vector<std::string> verbs;
  for (const auto* verb : app.get_subcommands({})) {
    verbs.push_back(verb->get_name());
  }
  for (const auto& word : app.remaining()) {
    const auto nearest = word.starts_with('-') ? "" : text::nearest(word, verbs);
    if (!nearest.empty()) {
      return "Did you mean '" + nearest + "'?\n";
    }
  }
  return "";
}

void add_instance(CLI::App* verb, std::string& instance) {
  verb->add_option("name", instance, "An instance: NAME of gandi-dyndnsd@NAME.service")
      ->type_name("NAME")
      ->check([](const std::string& name) {
        return name.empty() || name.find('/') != std::string::npos ? "'" + name + "' is no name of an instance" : "";
      });
}

}  // namespace

std::variant<CommandLine, int> parse_command_line(int argc, char** argv) {
  CommandLine line;
  CLI::App app("Dynamic DNS for Gandi domains: keeps A and AAAA records at this host's public address.",
               "gandi-dyndnsd");
  app.set_version_flag("--version", "gandi-dyndnsd " DYNDNS_VERSION);
  app.require_subcommand(0, 1);
  add_global_options(app, line.options);
  add_verb(app, "run", "The daemon, in the foreground (the default)");
  auto* update = add_verb(app, "update", "One round now: update the records if the address changed, then exit");
  update->add_flag("--dry-run", line.dry_run, "Show every decision and write nothing");
  add_json(update, line.json);
  add_trace(update, line.trace_path);
  auto* test = add_verb(app, "test", "Ask every provider once and show what each says");
  add_json(test, line.json);
  add_trace(test, line.trace_path);
  auto* check = add_verb(app, "check", "Read configuration, providers and credential; say all that is wrong");
  add_json(check, line.json);
  auto* status = add_verb(app, "status", "Show what the running daemon last found and did");
  add_json(status, line.json);
  status->add_flag("--prometheus", line.prometheus, "Metrics for node_exporter's textfile collector")
      ->excludes("--json");
  status->add_flag("--html", line.html, "One page for a browser")->excludes("--json")->excludes("--prometheus");
  status->add_flag("--all", line.all, "Leave no record and no source out");
  add_instance(status, line.instance);
  auto* history = add_verb(app, "history", "Show what was published when, and what made us look");
  add_json(history, line.json);
  add_instance(history, line.instance);
  auto* import = add_verb(app, "import", "Print a configuration made of another program's");
  import->add_option("FILE", line.import_path, "Of gandi_dyndns.py, ddclient, OpenWrt or qdm12's ddns-updater")
      ->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& ending) {
    const bool was_done = app.exit(ending) == 0;
    std::cerr << (was_done ? "" : did_you_mean(app));
    return was_done ? EX_OK : EX_USAGE;
  }
  const std::pair<CLI::App*, Verb> verbs[] = {{update, Verb::update},   {test, Verb::test},
                                              {check, Verb::check},     {status, Verb::status},
                                              {history, Verb::history}, {import, Verb::import_file}};
  for (const auto& [verb, which] : verbs) {
    line.verb = *verb ? which : line.verb;
  }
  return line;
}

}  // namespace dyndns::daemon
