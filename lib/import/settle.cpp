#include "import/settle.hpp"

#include "config/keys/readers.hpp"
#include "config/reading/json.hpp"
#include "config/values/names.hpp"
#include "config/values/secret_text.hpp"
#include "text/discreet.hpp"
#include "text/words.hpp"

namespace dyndns::imports {
namespace {

constexpr std::size_t shortest_secret = 12;  // a shorter one is a word that may stand anywhere, and no credential

bool holds_secret(const Host& host, const Draft& draft) {
  const auto text = host.ipv4 + ' ' + host.ipv6 + ' ' + host.name + '.' + host.zone + ' ' + host.suffix;
  return without_secrets(text, draft) != text;
}

// The text is no name, and may be a credential in the wrong place.
text::Wrong no_name(const std::string& text, const text::Wrong& why) {
  return config::looks_like_secret(text) ? text::wrong("what stands in the place of a name is none") : why;
}

std::string without_zone(const std::string& name, const std::string& zone) {
  const auto lower = text::lower_case(name);
  if (name.empty() || lower == text::lower_case(zone)) {
    return "@";
  }
  const auto end = "." + text::lower_case(zone);
  return lower.ends_with(end) ? name.substr(0, name.size() - end.size()) : name;
}

// Why the daemon would not take the value of this key; empty where it would.
std::string why_no_origin(const std::string& key, const std::string& value) {
  std::vector<Problem> problems;
  config::Remarks remarks(problems, "");
  const auto json = config::parse_json("{" + quoted(key) + ": " + value + "}");
  if (!json) {
    return json.error().why;
  }
  config::ObjectReader config(config::Node(*json, "", remarks));
  (void)config::read_origins(config);
  return problems.empty() ? "" : problems.front().message;
}

std::string why_no_suffix(const Host& host) {
  std::vector<Problem> problems;
  config::Remarks remarks(problems, "");
  const config::Json json{host.suffix};
  (void)config::read_suffix(config::Node(json, "suffix", remarks), std::nullopt, host.prefix_length);
  return problems.empty() ? "" : problems.front().message;
}

// With the zone that it says, or the one that a registered domain has.
text::Checked<Host> with_zone(Host host) {
  const bool is_wildcard = host.zone.empty() && host.name.starts_with("*.");
  const auto text = host.zone.empty() ? host.name.substr(is_wildcard ? 2 : 0) : host.zone;
  const auto domain = config::domain_name(text);
  if (!domain) {
    return no_name(text, domain.error());
  }
  if (host.zone.empty()) {
    host.name = without_zone((is_wildcard ? "*." : "") + *domain, config::registrable_domain(*domain));
    host.zone = config::registrable_domain(*domain);
  } else {
    host.name = without_zone(host.name, host.zone);
    host.zone = *domain;
  }
  return host;
}

}  // namespace

std::string without_secrets(std::string text, const Draft& draft) {
  for (const auto& found : draft.secrets) {
    const auto& secret = found.credential.secret.reveal();
    if (secret.size() >= shortest_secret) {
      const auto in_json = quoted(secret);
      text = text::struck_out(std::move(text), secret, "...");
      text = text::struck_out(std::move(text), std::string_view(in_json).substr(1, in_json.size() - 2), "...");
    }
  }
  return text;
}

text::Checked<Host> settle(Host host, const Draft& draft) {
  const auto misplaced = text::wrong("a credential stands in a place where it is no secret");
  if (holds_secret(host, draft)) {
    return misplaced;
  }
  auto settled = with_zone(std::move(host));
  if (!settled) {
    return settled;
  }
  const auto name = config::relative_name(settled->name, settled->zone);
  if (!name) {
    return no_name(settled->name, name.error());
  }
  settled->name = *name;
  if (holds_secret(*settled, draft)) {  // in lower case now
    return misplaced;
  }
  for (const auto& [key, value] : {std::pair("ipv4", settled->ipv4), std::pair("ipv6", settled->ipv6)}) {
    if (const auto why = value.empty() ? "" : why_no_origin(key, value); !why.empty()) {
      return text::wrong(why);
    }
  }
  if (const auto why = settled->suffix.empty() ? "" : why_no_suffix(*settled); !why.empty()) {
    return text::wrong(why);
  }
  return settled;
}

}  // namespace dyndns::imports
