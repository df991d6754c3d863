#include "gandi/token/warnings.hpp"

#include <algorithm>
#include <array>

#include "gandi/authorization.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::token {
namespace {

constexpr std::array warnings = {Days(1), Days(7), Days(30)};

struct Right {
  std::string_view scope;
  std::string_view name;  // as Gandi shows it where tokens are made
};

constexpr std::array<Right, 2> needed = {
    {{"domain:view", "See and renew domain names"}, {"domain:tech", "Manage domain name technical configurations"}}};

bool has(const Info& info, std::string_view scope) {
  return !info.scopes || std::ranges::find(*info.scopes, scope) != info.scopes->end();
}

std::string time_left(std::chrono::seconds left) {
  const auto days = std::chrono::floor<Days>(left).count();
  if (days > 0) {
    return text::count_of(static_cast<std::size_t>(days), "day");
  }
  const auto hours = std::chrono::floor<std::chrono::hours>(left).count();
  return hours > 0 ? text::count_of(static_cast<std::size_t>(hours), "hour") : "less than an hour";
}

}  // namespace

std::optional<Days> due_warning(std::chrono::seconds left, std::optional<Days> told) {
  const auto* const due = std::ranges::find_if(warnings, [left](Days warning) { return left <= warning; });
  if (due == warnings.end() || (told && *told <= *due)) {
    return std::nullopt;
  }
  return *due;
}

std::string life_text(std::chrono::seconds left) {
  return left.count() > 0 ? "token expires in " + time_left(left) : std::string("token has expired");
}

std::string expiry_warning(std::chrono::seconds left) {
  return life_text(left) + "; " + how_to_renew() + ", then run 'systemctl reload gandi-dyndnsd'";
}

std::vector<std::string_view> missing_scopes(const Info& info) {
  std::vector<std::string_view> missing;
  for (const auto& right : needed) {
    if (!has(info, right.scope)) {
      missing.push_back(right.scope);
    }
  }
  return missing;
}

std::optional<std::string> scopes_warning(const Info& info) {
  std::vector<std::string> lacks;
  for (const auto& [scope, name] : needed) {
    if (!has(info, scope)) {
      lacks.push_back("'" + std::string(name) + "' (" + std::string(scope) + ")");
    }
  }
  if (lacks.empty()) {
    return std::nullopt;
  }
  const bool is_one = lacks.size() == 1;
  return (is_one ? "token lacks the right " : "token lacks the rights ") + text::join(lacks, " and ") +
         (is_one ? "; add it at Gandi, or " : "; add them at Gandi, or ") + how_to_renew();
}

}  // namespace dyndns::gandi::token
