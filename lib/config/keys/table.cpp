#include "config/keys/table.hpp"

#include <algorithm>
#include <type_traits>

#include "config/keys/readers.hpp"
#include "config/values/names.hpp"
#include "config/values/secret_text.hpp"
#include "config/values/time_span.hpp"
#include "config/values/web.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

using namespace std::chrono_literals;
using Span = std::chrono::milliseconds;

// Readers: what a value may be; nothing, with a remark, where it is something else.

auto number(double least, double most) {
  return [=](const Node& value) { return value.number(least, most); };
}

auto whole_number(unsigned least, unsigned most) {
  return [=](const Node& value) { return value.whole(least, most); };
}

auto time_span(Span least, Span most) {
  return [=](const Node& value) { return value.time_span(least, most); };
}

template <class Reader>
auto warn_below(Span usual, std::string_view warning, Reader reader) {
  return [=](const Node& value) {
    const std::optional<Span> span = reader(value);
    if (span && *span < usual) {
      value.warning(warning);
    }
    return span;
  };
}

std::optional<bool> yes_or_no(const Node& value) { return value.boolean(); }

std::optional<std::string> path(const Node& value, const Surroundings& around) {
  const auto text = value.text();
  if (text && looks_like_secret(*text)) {
    value.error("must be a path; this looks like a credential (a path that does so may begin with './')");
    return std::nullopt;
  }
  return text ? std::optional(around.resolve(*text)) : std::nullopt;
}

std::optional<Api> api(const Node& value) {
  return value.choice<Api>({{"livedns", Api::livedns}, {"xmlrpc", Api::xmlrpc}});
}

std::optional<std::string> api_url(const Node& value) { return value.parsed(parse_api_url); }

std::optional<std::string> sharing_id(const Node& value) { return value.parsed(parse_uuid); }

using UrlOrNone = std::optional<std::string>;

std::optional<UrlOrNone> api_url_or_false(const Node& value) {
  if (value.is<bool>() && !*value.boolean()) {
    return UrlOrNone();
  }
  if (!value.is<std::string>()) {
    value.wrong_kind("a URL or false");
    return std::nullopt;
  }
  auto url = api_url(value);
  return url ? std::optional<UrlOrNone>(std::move(url)) : std::nullopt;
}

// As a reload tells it.
std::string text_of(bool value) { return value ? "true" : "false"; }
std::string text_of(double value) { return text::number_text(value); }
std::string text_of(unsigned value) { return std::to_string(value); }
std::string text_of(Span value) { return span_text(value); }
std::string text_of(Ttl value) { return std::to_string(value.count()); }
std::string text_of(Api value) { return value == Api::livedns ? "livedns" : "xmlrpc"; }
std::string text_of(Level value) { return std::string(name_of(value)); }
std::string text_of(const std::string& value) { return value.empty() ? "not set" : "'" + value + "'"; }
std::string text_of(const std::optional<std::string>& value) { return value ? text_of(*value) : "off"; }

// Only paths need what surrounds the file.
template <class Reader>
auto read_with(const Reader& reader, const Node& value, const Surroundings& around) {
  if constexpr (std::is_invocable_v<Reader, const Node&>) {
    return reader(value);
  } else {
    return reader(value, around);
  }
}

template <class T, class Reader>
Key key(std::string_view name, T Settings::*member, Reader reader, std::string_view since = "") {
  const auto with_value = [=](Settings settings, const Node& value, const Surroundings& around) {
    settings.*member = read_with(reader, value, around).value_or(settings.*member);
    return settings;
  };
  return {name, with_value, [member](const Settings& settings) { return text_of(settings.*member); }, since};
}

}  // namespace

const std::vector<Key>& key_table() {
  constexpr auto month = 30 * 24h;
  constexpr auto* haste = "under a minute burdens those who are asked; \"5min\" is usual";
  static const std::vector<Key> table = {
      key("api", &Settings::api, api),
      key("endpoint", &Settings::endpoint, api_url),
      key("tokeninfo", &Settings::tokeninfo, api_url_or_false),
      key("sharing_id", &Settings::sharing_id, sharing_id),
      key("ttl", &Settings::ttl_for_new, read_ttl),
      key("create_missing", &Settings::create_missing, yes_or_no),
      key("interval", &Settings::interval, warn_below(1min, haste, time_span(1s, month))),
      key("jitter", &Settings::jitter, number(0, 0.5)),
      key("requests_per_minute", &Settings::requests_per_minute, whole_number(1, 10'000)),
      key("quorum", &Settings::quorum, whole_number(1, 100)),
      key("timeout", &Settings::timeout, time_span(100ms, 2min)),
      key("verify_interval", &Settings::verify_interval, time_span(1s, month)),
      key("ca_file", &Settings::ca_file, path),
      key("state_dir", &Settings::state_dir, path, " after a restart"),
      key("providers_file", &Settings::providers_path, path),
      key("log_level", &Settings::log_level, read_log_level),
  };
  return table;
}

Settings read_key(std::string_view name, Settings settings, ObjectReader& config, const Surroundings& around) {
  const auto value = config.find(name);
  return value ? std::ranges::find(key_table(), name, &Key::name)->with_value(std::move(settings), *value, around)
               : settings;
}

Settings read_other_keys(Settings settings, ObjectReader& config, const Surroundings& around) {
  for (const auto& key : key_table()) {
    if (!config.was_asked_for(key.name)) {
      settings = read_key(key.name, std::move(settings), config, around);
    }
  }
  return settings;
}

}  // namespace dyndns::config
