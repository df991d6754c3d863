#include "gandi/token/warnings.hpp"

#include <algorithm>
#include <array>

#include "gandi/authorization.hpp"
#include "text/words.hpp"

namespace dyndns::gandi::token {
namespace {

struct Right {
  std::string_view scope;
  std::string_view name;  // as Gandi shows it where tokens are made
};

constexpr Right view{"domain:view", "See and renew domain names"};
constexpr Right tech{"domain:tech", "Manage domain name technical configurations"};

bool lacks(const Info& info, const Right& right) {
  return info.scopes && std::ranges::find(*info.scopes, right.scope) == info.scopes->end();
}

std::string text_of(const Right& right) {
  return "'" + std::string(right.name) + "' (" + std::string(right.scope) + ")";
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

std::optional<Days> due_warning(std::chrono::seconds left, std::chrono::seconds length, std::optional<Days> told) {
  const auto first = std::min(Days(30), std::chrono::floor<Days>(length / 3));
  const std::array warnings = {Days(1), Days(7), first};
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

std::optional<std::string> scopes_warning(const Info& info) {
  if (!lacks(info, tech)) {
    return std::nullopt;
  }
  const bool is_one = !lacks(info, view);
  return (is_one ? "token lacks the right " : "token lacks the rights " + text_of(view) + " and ") + text_of(tech) +
         (is_one ? "; add it at Gandi, or " : "; add them at Gandi, or ") + how_to_renew();
}

std::optional<std::string> scopes_remark(const Info& info) {
  if (!lacks(info, view) || lacks(info, tech)) {
    return std::nullopt;
  }
  return "token lacks the right " + text_of(view) +
         "; updates should work without it, but whether a domain uses Gandi's name servers may not be seen";
}

}  // namespace dyndns::gandi::token
