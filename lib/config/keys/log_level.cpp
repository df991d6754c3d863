#include "config/keys/log_level.hpp"

#include <algorithm>
#include <array>

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

std::optional<Level> judged(const std::string& text, const std::string& where, const Surroundings& around) {
  const auto level = parse_log_level(text);
  if (!level) {
    Remarks(around.problems, where).error("", complaint(text));
  }
  return level;
}

std::optional<Level> configured_level(const std::optional<Node>& node) {
  const auto text = node ? node->text() : std::nullopt;
  if (!text) {
    return std::nullopt;
  }
  const auto level = parse_log_level(*text);
  if (!level) {
    node->error(complaint(*text));
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

Level read_log_level(const std::string& option, const std::optional<Node>& configured, const Surroundings& around) {
  auto level = configured_level(configured);
  const auto variable = around.variable("LOG_LEVEL");
  if (!option.empty()) {
    level = judged(option, "--log-level", around);
  } else if (!variable.empty()) {
    level = judged(variable, "$LOG_LEVEL", around);
  }
  return level.value_or(Level::info);
}

}  // namespace dyndns::config
