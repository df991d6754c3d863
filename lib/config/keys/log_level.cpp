#include <algorithm>
#include <array>

#include "config/keys/readers.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::array<std::pair<std::string_view, Level>, 7> levels = {{{"error", Level::error},
                                                                       {"warning", Level::warning},
                                                                       {"notice", Level::notice},
                                                                       {"info", Level::info},
                                                                       {"debug", Level::debug},
                                                                       {"critical", Level::error},
                                                                       {"fatal", Level::error}}};

std::string complaint(std::string_view text) {
  return text::in_quotes(text) + " is no log level; the levels are error, warning, notice, info and debug";
}

std::optional<Level> checked_level(const std::string& text, const std::string& where, const Surroundings& around) {
  const auto level = parse_log_level(text);
  if (!level) {
    Remarks(around.problems, where).error("", complaint(text));
  }
  return level;
}

}  // namespace

std::optional<Level> parse_log_level(std::string_view text) {
  const auto wanted = text::lower_case(text);
  const auto* const found =
      std::find_if(levels.begin(), levels.end(), [&](const auto& level) { return level.first == wanted; });
  return found == levels.end() ? std::nullopt : std::optional(found->second);
}

std::string_view name_of(Level level) {
  return std::ranges::find(levels, level, &std::pair<std::string_view, Level>::second)->first;
}

std::optional<Level> read_log_level(const Node& node) {
  const auto text = node.text();
  const auto level = text ? parse_log_level(*text) : std::nullopt;
  if (text && !level) {
    node.error(complaint(*text));
  }
  return level;
}

std::optional<Level> overriding_log_level(const std::string& option, const Surroundings& around) {
  if (!option.empty()) {
    return checked_level(option, "--log-level", around);
  }
  const auto variable = around.variable("LOG_LEVEL");
  return variable.empty() ? std::nullopt : checked_level(variable, "$LOG_LEVEL", around);
}

}  // namespace dyndns::config
