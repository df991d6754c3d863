#include "systemd/log_format.hpp"

#include <syslog.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "text/one_line.hpp"

namespace dyndns::systemd {
namespace {

constexpr std::string_view identifier = "gandi-dyndnsd";
constexpr std::size_t longest_value = 4096;
constexpr std::size_t longest_name = 64;

struct LevelNames {
  std::string_view word;
  int priority;
};

// In the order of Level.
constexpr std::array<LevelNames, 5> levels = {{
    {"error", LOG_ERR},
    {"warning", LOG_WARNING},
    {"notice", LOG_NOTICE},
    {"info", LOG_INFO},
    {"debug", LOG_DEBUG},
}};

const LevelNames& names_of(Level level) { return levels.at(static_cast<std::size_t>(level)); }

bool is_upper(char character) { return character >= 'A' && character <= 'Z'; }

bool may_name_a_field(char character) {
  return is_upper(character) || (character >= '0' && character <= '9') || character == '_';
}

bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && is_upper(name.front()) &&
         std::ranges::all_of(name, may_name_a_field);
}

std::string field(std::string_view name, std::string_view value) {
  return std::string(name).append("=").append(text::one_line(value, longest_value));
}

std::string local_time(WallTime when) {
  const auto seconds = static_cast<std::time_t>(when.time_since_epoch().count());
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S%z", &parts);
  // strftime writes the offset as +0100, RFC 3339 as +01:00.
  return std::string(text.data(), length).insert(length - 2, 1, ':');
}

}  // namespace

std::vector<std::string> journal_fields(const Event& event) {
  std::vector<std::string> fields = {
      field("MESSAGE", event.message),
      field("PRIORITY", std::to_string(names_of(event.level).priority)),
      field("SYSLOG_IDENTIFIER", identifier),
      field("MESSAGE_ID", message_id_of(event.kind)),
      field("DYNDNS_EVENT", name_of(event.kind)),
  };
  for (const auto& [name, value] : event.fields) {
    if (is_field_name(name)) {
      fields.push_back(field(name, value));
    }
  }
  return fields;
}

std::string log_line(const Event& event, WallTime when) {
  return local_time(when)
      .append(" ")
      .append(names_of(event.level).word)
      .append(": ")
      .append(text::one_line(event.message, longest_value));
}

}  // namespace dyndns::systemd
