#include "config/read.hpp"

#include <algorithm>

#include "config/keys/account.hpp"
#include "config/keys/domains.hpp"
#include "config/keys/log_level.hpp"
#include "config/keys/origins.hpp"
#include "config/keys/pace.hpp"
#include "config/keys/places.hpp"
#include "config/keys/providers.hpp"
#include "config/keys/quorum.hpp"
#include "config/reading/json.hpp"
#include "config/reading/node.hpp"
#include "config/reading/surroundings.hpp"
#include "file/read_file.hpp"

namespace dyndns::config {
namespace {

constexpr const char* default_config = "/etc/gandi-dyndnsd/config.json";
constexpr const char* local_providers = "/etc/gandi-dyndnsd/providers.json";
constexpr const char* shipped_providers = "/usr/share/gandi-dyndnsd/providers.json";
constexpr std::size_t largest_file = 1'048'576;  // bytes

void judge_mode(const file::Content& file, bool holds_secret, Remarks& remarks) {
  if (file.written_by_others) {
    remarks.warning("", "can be written by every user of this machine; chmod o-w mends it");
  }
  if (holds_secret && file.read_by_others) {
    remarks.warning("",
                    "can be read by every user of this machine and holds a credential; chmod o-r mends it, "
                    "token_file or api_key_file is better");
  }
}

struct Wanted {
  Settings settings;
  bool is_known = false;       // else the settings are only the defaults
  std::string providers_path;  // empty: not said
  std::string log_level;       // the option
};

void read_members(const Node& root, const file::Content& file, Remarks& remarks, const Surroundings& around,
                  Wanted& wanted) {
  ObjectReader config(root);
  auto& settings = wanted.settings;
  read_account(root, config, settings, around);
  judge_mode(file, config.find("token") || config.find("api_key"), remarks);
  read_origins(config, settings);
  read_domains(root, config, settings);
  read_pace(config, settings);
  wanted.providers_path = read_places(config, settings, around);
  settings.log_level = read_log_level(wanted.log_level, config.find("log_level"), around);
  config.reject_others();
  if (settings.records.empty() && !remarks.has_errors()) {
    remarks.error("domains", "no record is left to keep");
  }
}

void read_config(const Surroundings& around, Wanted& wanted) {
  Remarks remarks(around.problems, around.config_path);
  auto content = file::read_file(around.config_path, largest_file);
  if (!content) {
    remarks.error("", content.error().what);
    return;
  }
  const auto file = *std::move(content);
  const auto json = parse_json(file.text);
  if (!json) {
    remarks.error("", json.error().why);
    return;
  }
  wanted.is_known = true;
  read_members(Node(*json, "", remarks), file, remarks, around, wanted);
}

void judge_quorum(const Settings& settings, const Surroundings& around) {
  for (const auto family : {Family::ipv4, Family::ipv6}) {
    if (const auto why = why_no_quorum(settings, family)) {
      Remarks(around.problems, around.config_path).error("quorum", *why);
    }
  }
}

// A list that nobody said and nobody needs may be missing.
void read_providers(Wanted& wanted, bool is_said, const Surroundings& around) {
  auto& settings = wanted.settings;
  if (!is_said && !asks_providers(settings) && !file::exists(settings.providers_path)) {
    return;
  }
  Remarks remarks(around.problems, settings.providers_path);
  const auto file = file::read_file(settings.providers_path, largest_file);
  if (!file) {
    remarks.error("", file.error().what);
    return;
  }
  settings.providers = parse_providers(file->text, remarks);
  if (wanted.is_known && !remarks.has_errors()) {
    judge_quorum(settings, around);
  }
}

}  // namespace

Reading read(const Options& options, const Environment& environment) {
  Reading reading;
  Wanted wanted;
  auto& settings = wanted.settings;
  settings.config_path = options.config_path.empty() ? default_config : options.config_path;
  const Surroundings around{settings.config_path, environment, reading.problems};
  wanted.log_level = options.log_level;
  read_config(around, wanted);
  if (!wanted.is_known) {
    settings.log_level = read_log_level(options.log_level, std::nullopt, around);
  }
  const auto said = options.providers_path.empty() ? wanted.providers_path : options.providers_path;
  const auto* const usual = file::exists(local_providers) ? local_providers : shipped_providers;
  settings.providers_path = said.empty() ? usual : said;
  read_providers(wanted, !said.empty(), around);
  if (std::none_of(reading.problems.begin(), reading.problems.end(), [](const auto& p) { return p.is_error; })) {
    reading.settings = std::move(settings);
  }
  return reading;
}

}  // namespace dyndns::config
