#include "config/read.hpp"

#include <cstdlib>

#include "config/keys/readers.hpp"
#include "config/keys/table.hpp"
#include "config/reading/json.hpp"
#include "config/reading/node.hpp"
#include "file/read_file.hpp"

namespace dyndns::config {
namespace {

constexpr const char* default_config = "/etc/gandi-dyndnsd/config.json";
constexpr const char* local_providers = "/etc/gandi-dyndnsd/providers.json";
constexpr std::size_t largest_file = 1'048'576;  // bytes

bool is_command(const std::optional<AddressOrigin>& origin) {
  return origin && std::holds_alternative<FromCommand>(*origin);
}

void remark_on_mode(const file::Content& file, bool holds_secret, bool holds_command, Remarks& remarks) {
  if (file.written_by_others) {
    remarks.warning("", "can be written by every user of this machine; chmod o-w fixes it");
  }
  if (holds_secret && file.read_by_others) {
    remarks.warning("",
                    "can be read by every user of this machine and holds a credential; chmod o-r fixes it, "
                    "token_file or api_key_file is better");
  } else if (holds_command && file.read_by_others) {
    remarks.warning("",
                    "can be read by every user of this machine and holds a command, in which a password may stand; "
                    "chmod o-r fixes it");
  }
}

Settings read_members(const Node& root, const file::Content& file, const Options& options, Remarks& remarks,
                      const Surroundings& around) {
  ObjectReader config(root);
  read_schema(config);
  auto settings = read_account(root, config, around);
  const bool holds_secret = config.find("token") || config.find("api_key");
  const auto origins = read_origins(config);
  remark_on_mode(file, holds_secret, is_command(origins.ipv4) || is_command(origins.ipv6), remarks);
  settings.ipv4 = origins.ipv4;
  settings.ipv6 = origins.ipv6;
  settings.records = read_domains(root, config, origins);
  settings = read_other_keys(std::move(settings), config, around);
  settings = with_environment(std::move(settings), around);
  settings.log_level = overriding_log_level(options.log_level, around).value_or(settings.log_level);
  config.reject_others();
  if (settings.records.empty() && !remarks.has_errors()) {
    remarks.error("domains", "no record is left to keep");
  }
  return settings;
}

// Nothing, with an error, when it cannot be read.
std::optional<file::Content> read_whole(const Surroundings& around) {
  auto file = file::read_file(around.config_path, largest_file);
  if (!file) {
    Remarks(around.problems, around.config_path).error("", file.error().what);
    return std::nullopt;
  }
  return *std::move(file);
}

// Nothing when the file is not even JSON.
std::optional<Settings> read_config(const file::Content& file, const Options& options, const Surroundings& around) {
  Remarks remarks(around.problems, around.config_path);
  const auto json = parse_json(file.text);
  if (!json) {
    remarks.error("", json.error().why);
    return std::nullopt;
  }
  return read_members(Node(*json, "", remarks), file, options, remarks, around);
}

void remark_on_quorum(const Settings& settings, const Surroundings& around) {
  for (const auto family : {Family::ipv4, Family::ipv6}) {
    if (const auto why = why_too_few_operators(settings, family)) {
      Remarks(around.problems, around.config_path).error("quorum", *why);
    }
  }
}

std::vector<Provider> read_providers(const std::string& path, Remarks& remarks) {
  const auto file = file::read_file(path, largest_file);
  if (!file) {
    remarks.error("", file.error().what);
    return {};
  }
  return parse_providers(file->text, remarks);
}

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = ::secure_getenv(name.c_str());
    return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
  };
}

Reading read(const Options& options, const Environment& environment) {
  Reading reading;
  const Surroundings around{options.config_path.empty() ? default_config : options.config_path, environment,
                            reading.problems};
  const auto file = read_whole(around);
  const auto known = file ? read_config(*file, options, around) : std::nullopt;
  auto settings = known.value_or(Settings());
  settings.config_path = around.config_path;
  if (!known) {
    settings.log_level = overriding_log_level(options.log_level, around).value_or(settings.log_level);
  }
  const auto named = options.providers_path.empty() ? settings.providers_path : options.providers_path;
  const auto* const usual = file::exists(local_providers) ? local_providers : shipped_providers;
  settings.providers_path = named.empty() ? usual : named;
  // A list that nobody named and nobody needs may be missing; whether it is needed, the configuration says.
  if (!named.empty() || (file && (asks_providers(settings) || file::exists(settings.providers_path)))) {
    Remarks remarks(reading.problems, settings.providers_path);
    settings.providers = read_providers(settings.providers_path, remarks);
    if (known && !remarks.has_errors()) {
      remark_on_quorum(settings, around);
    }
  }
  if (!has_error(reading.problems)) {
    reading.settings = std::move(settings);
  }
  return reading;
}

}  // namespace dyndns::config
