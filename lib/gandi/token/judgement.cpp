#include "gandi/token/judgement.hpp"

#include <algorithm>
#include <array>

#include "gandi/livedns/failure.hpp"

namespace dyndns::gandi {
namespace {

constexpr std::array warnings = {Days(1), Days(7), Days(30)};

struct Right {
  std::string_view scope;
  std::string_view name;  // as Gandi shows it where tokens are made
};

constexpr std::array<Right, 2> needed = {
    {{"domain:view", "See and renew domain names"}, {"domain:tech", "Manage domain name technical configurations"}}};

bool has(const TokenInfo& info, std::string_view scope) {
  return !info.scopes || std::ranges::find(*info.scopes, scope) != info.scopes->end();
}

std::string time_left(std::chrono::seconds left) {
  const auto days = std::chrono::floor<Days>(left).count();
  if (days > 0) {
    return std::to_string(days) + (days == 1 ? " day" : " days");
  }
  const auto hours = std::chrono::floor<std::chrono::hours>(left).count();
  return hours > 0 ? std::to_string(hours) + (hours == 1 ? " hour" : " hours") : "less than an hour";
}

}  // namespace

std::optional<Days> due_warning(std::chrono::seconds left, std::optional<Days> told) {
  const auto* const due = std::ranges::find_if(warnings, [left](Days warning) { return left <= warning; });
  if (due == warnings.end() || (told && *told <= *due)) {
    return std::nullopt;
  }
  return *due;
}

std::string describe_life(std::chrono::seconds left) {
  return left.count() > 0 ? "token expires in " + time_left(left) : std::string("token has expired");
}

std::string describe_expiry(std::chrono::seconds left) {
  return describe_life(left) + "; " + how_to_renew() + ", then run 'systemctl reload gandi-dyndnsd'";
}

std::vector<std::string_view> missing_scopes(const TokenInfo& info) {
  std::vector<std::string_view> missing;
  for (const auto& right : needed) {
    if (!has(info, right.scope)) {
      missing.push_back(right.scope);
    }
  }
  return missing;
}

std::optional<std::string> describe_missing_scopes(const TokenInfo& info) {
  std::string lacks;
  for (const auto& [scope, name] : needed) {
    if (!has(info, scope)) {
      lacks += (lacks.empty() ? "'" : " and '") + std::string(name) + "' (" + std::string(scope) + ")";
    }
  }
  if (lacks.empty()) {
    return std::nullopt;
  }
  return "token lacks the right " + lacks + "; give it that right at Gandi, or " + how_to_renew();
}

}  // namespace dyndns::gandi
