#include "trace/disguise.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "core/consensus.hpp"
#include "text/words.hpp"
#include "trace/vocabulary.hpp"
#include "url/url.hpp"

namespace dyndns::trace {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// In a host's name or an address.
bool is_of_name(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

// From `at` on.
std::string_view stretch_of(std::string_view text, std::size_t at, bool (*belongs)(char)) {
  text.remove_prefix(at);
  return text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, belongs) - text.begin()));
}

// Of "HTTPNotFound" the words are "HTTP", "Not" and "Found"; empty where there is no letter.
std::string_view word_at(std::string_view text, std::size_t at) {
  const auto capitals = stretch_of(text, at, is_upper).size();
  const auto small = stretch_of(text, at + capitals, is_lower).size();
  return text.substr(at, small > 0 && capitals > 1 ? capitals - 1 : capitals + small);
}

std::string shape_of(std::string_view text) {
  std::string shape(text);
  std::ranges::transform(shape, shape.begin(), [](char c) {
    const bool is_mark = c == '\n' || (c >= ' ' && c <= '~');
    return is_upper(c) ? 'X' : is_lower(c) ? 'x' : is_digit(c) ? '0' : is_mark ? c : '?';
  });
  return shape;
}

std::set<std::string> split(std::string_view words) {
  std::istringstream stream{std::string(words)};
  return {std::istream_iterator<std::string>(stream), {}};
}

bool is_everybodys(std::string_view word) {
  static const auto short_ones = split(short_words);
  static const auto long_ones = split(long_words);
  return word.size() < 3 ? short_ones.contains(std::string(word)) : long_ones.contains(text::lower_case(word));
}

// Beside LiveDNS another API is asked, under the base that both have.
std::map<std::string, std::string> places_of(const config::Settings& settings) {
  std::map<std::string, std::string> places;
  if (settings.api == config::Api::xmlrpc) {
    places[settings.endpoint] = "https://rpc.gandi.net/xmlrpc/";
  } else {
    places[settings.endpoint] = "https://api.gandi.net/v5/livedns";
    places[settings.endpoint.substr(0, settings.endpoint.rfind("/livedns")) + "/domain"] =
        "https://api.gandi.net/v5/domain";
  }
  if (settings.tokeninfo) {
    places[*settings.tokeninfo] = "https://id.gandi.net/tokeninfo";
  }
  return places;
}

bool begins_with(std::string_view url, std::string_view base) {
  return url == base || (url.starts_with(base) && (url[base.size()] == '/' || url[base.size()] == '?'));
}

}  // namespace

Disguise::Disguise(const config::Settings& settings)
    : secret_(settings.credential.secret.reveal()),
      places_(places_of(settings)),
      is_list_shipped_(settings.providers_path == config::shipped_providers),
      names_(domains_of(settings.records)) {
  for (const auto& record : settings.records) {
    (void)names_.name(record.key.name);
  }
  for (const auto& provider : settings.providers) {
    const auto* const web = std::get_if<WebProvider>(&provider);
    shipped_urls_ += web != nullptr && is_list_shipped_ ? web->url + '\n' : "";
    if (is_list_shipped_) {
      shipped_words_.insert(operator_of(provider));
      shipped_words_.insert(web != nullptr ? web->url : to_string(std::get<DnsProvider>(provider).question));
    }
  }
}

std::optional<Disguise::Piece> Disguise::name_at(std::string_view text, std::size_t at) {
  if (!is_of_name(text[at]) || (at > 0 && is_of_name(text[at - 1]))) {
    return std::nullopt;
  }
  auto stretch = stretch_of(text, at, is_of_name);
  stretch.remove_suffix(stretch.ends_with('.') || (stretch.ends_with(':') && !stretch.ends_with("::")) ? 1 : 0);
  if (const auto address = Address::parse(stretch)) {
    return Piece{stretch.size(), names_.address(*address).to_string()};
  }
  auto known = names_.known(stretch);
  return known ? std::optional(Piece{stretch.size(), *std::move(known)}) : std::nullopt;
}

Disguise::Piece Disguise::piece(std::string_view text, std::size_t at, bool with_names) {
  if (!secret_.empty() && text.substr(at).starts_with(secret_)) {
    return {secret_.size(), credential};
  }
  if (auto name = with_names ? name_at(text, at) : std::nullopt) {
    return *std::move(name);
  }
  const auto word = word_at(text, at);
  if (is_everybodys(word)) {
    return {word.size(), std::string(word)};
  }
  const auto length = std::max<std::size_t>(word.size(), 1);
  return {length, shape_of(text.substr(at, length))};
}

std::string Disguise::read(std::string_view text, bool with_names) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = piece(text, at, with_names);
    shown += next.shown;
    at += next.length;
  }
  return shown;
}

std::string Disguise::value(std::string_view text) {
  if (text == secret_) {
    return text.empty() ? "" : credential;
  }
  if (const auto address = Address::parse(text)) {
    return names_.address(*address).to_string();
  }
  if (auto known = names_.known(text)) {
    return *known;
  }
  if (text::is_uuid(text)) {
    const auto number = std::to_string(names_.rank("uuid", text::lower_case(text)));
    return "00000000-0000-4000-8000-" + std::string(12 - number.size(), '0') + number;
  }
  constexpr std::size_t longest_number = 18;
  if (text.size() <= longest_number && !text.empty() && std::ranges::all_of(text, is_digit)) {
    return std::to_string(names_.number(std::stoll(std::string(text))));
  }
  return url::parse(text) ? url(text) : names_.other("text", text);
}

bool Disguise::is_gandis(std::string_view url) const {
  return std::ranges::any_of(places_, [url](const auto& place) { return begins_with(url, place.first); });
}

std::string Disguise::url(std::string_view url) {
  for (const auto& [base, usual] : places_) {
    if (begins_with(url, base)) {
      return usual + path(url.substr(base.size()));
    }
  }
  if (shipped_urls_.find(std::string(url) + '\n') != std::string::npos) {
    return std::string(url);
  }
  return (url.starts_with("http:") ? "http://" : "https://") + names_.other("host", url) + ".example/";
}

// The names are those behind "domains" and "records"; numbers are shown of pages.
std::string Disguise::path(std::string_view path) {
  std::string shown;
  std::string_view before;
  while (!path.empty()) {
    const auto end = std::min(path.find_first_of("/?&=", 1), path.size());
    const auto text = path.substr(1, end - 1);
    const bool is_name = path[0] == '/' && (before == "records" || before == "domains");
    const auto host = is_name ? names_.host(text) : std::nullopt;
    const bool is_shown = text == "%40" || text == "sharing_id" || before == "page" || before == "per_page";
    shown += path[0];
    shown += host             ? *host
             : is_shown       ? std::string(text)
             : is_name        ? names_.name(text)
             : path[0] == '=' ? value(text)
                              : words(text);
    before = is_name ? std::string_view() : text;
    path.remove_prefix(end);
  }
  return shown;
}

std::string Disguise::provider(const std::string& kind, const std::string& text) {
  return shipped_words_.contains(text) || text == unauthenticated_operator ? text : names_.other(kind, text);
}

}  // namespace dyndns::trace
