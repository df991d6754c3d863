#include <algorithm>
#include <array>

#include "config/keys/readers.hpp"
#include "text/one_line.hpp"
#include "text/words.hpp"

namespace dyndns::config {
namespace {

constexpr std::array<std::pair<std::string_view, Level>, 8> levels = {{{"error", Level::error},
                                                                       {"warning", Level::warning},
                                                                       {"notice", Level::notice},
                                                                       {"info", Level::info},
                                                                       {"debug", Level::debug},
                                                                       {"warn", Level::warning},
                                                                       {"critical", Level::error},
                                                                       {"fatal", Level::error}}};

// The predecessor took every word that it did not know for INFO.
Level level_of_variable(const std::string& text, const Surroundings& around) {
  const auto level = parse_log_level(text);
  if (!level) {
    Remarks(around.problems, "$LOG_LEVEL").warning("", why_no_log_level(text) + "; it counts as info");
  }
  return level.value_or(Level::info);
}

}  // namespace

std::optional<Level> parse_log_level(std::string_view text) {
  const auto wanted = text::lower_case(text);
  const auto* const found =
      std::find_if(levels.begin(), levels.end(), [&](const auto& level) { return level.first == wanted; });
  return found == levels.end() ? std::nullopt : std::optional(found->second);
}

std::string why_no_log_level(std::string_view text) {
  return text::in_quotes(text) + " is no log level; the levels are error, warning, notice, info and debug";
}

std::string_view name_of(Level level) {
  return std::ranges::find(levels, level, &std::pair<std::string_view, Level>::second)->first;
}

std::optional<Level> read_log_level(const Node& node) {
  const auto text = node.text();
  const auto level = text ? parse_log_level(*text) : std::nullopt;
  if (text && !level) {
    node.error(why_no_log_level(*text));
  }
  return level;
}

std::optional<Level> overriding_log_level(const std::string& option, const Surroundings& around) {
  if (!option.empty()) {
    return parse_log_level(option);
  }
  const auto variable = around.variable("LOG_LEVEL");
  return variable.empty() ? std::nullopt : std::optional(level_of_variable(variable, around));
}

}  // namespace dyndns::config
