#include <algorithm>
#include <array>

#include "import/draft.hpp"
#include "text/words.hpp"

namespace dyndns::imports {
namespace {

struct Option {
  std::string key;
  std::string value;
  std::string place;
};

constexpr std::array<Hint, 12> uci_hints = {
    {{"force_interval", "Gandi is asked what it serves every verify_interval"},
     {"force_unit", "Gandi is asked what it serves every verify_interval"},
     {"interface", "a round begins by itself when the network changes"},
     {"ip_network", "OpenWrt's networks are not known here; the providers are asked, or name an interface"},
     {"ip_url", "the providers are asked, several of them; a URL of your own can stand in providers.json"},
     {"use_syslog", "everything goes to the journal"},
     {"use_logfile", "everything goes to the journal"},
     {"cacert", "the system's roots are trusted, and those of ca_file"},
     {"retry_interval", "what failed is tried again after a growing pause"},
     {"retry_unit", "what failed is tried again after a growing pause"},
     {"dns_server", "Gandi is asked itself what it serves"},
     {"lookup_host", "Gandi is asked itself what it serves"}}};

constexpr std::array uci_known = {"enabled",    "service_name",   "domain",       "username", "password",
                                  "ip_source",  "ip_interface",   "ip_script",    "use_ipv6", "use_https",
                                  "check_unit", "check_interval", "update_script"};

bool is_yes(const std::string& text) {
  return text == "1" || text == "yes" || text == "on" || text == "true" || text == "enabled";
}

// A line's words: bare, in single quotes, or in double ones with backslashes. No words where a quotation mark is left
// open.
std::optional<std::vector<std::string>> words_of(std::string_view line) {
  std::vector<std::string> words;
  char quote = 0;
  bool is_within = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (quote == 0 && !is_within && c == '#') {
      break;
    }
    if (quote == 0 && text::is_space(c)) {
      is_within = false;
      continue;
    }
    if (!is_within) {
      words.emplace_back();
      is_within = true;
    }
    if (quote != '\'' && c == '\\' && at + 1 < line.size()) {
      words.back() += line[++at];
    } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
      quote = quote != 0 ? '\0' : c;
    } else {
      words.back() += c;
    }
  }
  return quote == 0 ? std::optional(words) : std::nullopt;
}

class OpenwrtReader {
 public:
  OpenwrtReader() { draft_.program = "OpenWrt"; }
  void line(std::string_view line, std::size_t number);
  [[nodiscard]] Draft end();

 private:
  void end_section();
  void add_service(bool is_token);
  void take_origin(Host& host);
  void take_interval();
  void note_others();
  [[nodiscard]] const Option* find(std::string_view key) const;
  [[nodiscard]] std::string text_of(std::string_view key, const std::string& fallback = "") const;

  Draft draft_;
  std::string type_;  // of the section; empty: there is none yet
  std::string place_;
  std::vector<Option> options_;
  std::map<std::string, std::size_t> secrets_;  // by their place
};

const Option* OpenwrtReader::find(std::string_view key) const {
  const auto found = std::ranges::find(options_, key, &Option::key);
  return found == options_.end() ? nullptr : &*found;
}

std::string OpenwrtReader::text_of(std::string_view key, const std::string& fallback) const {
  const auto* option = find(key);
  return option != nullptr && !option->value.empty() ? option->value : fallback;
}

void OpenwrtReader::line(std::string_view line, std::size_t number) {
  const auto place = "line " + std::to_string(number);
  const auto words = words_of(line);
  if (!words) {
    draft_.broken = draft_.broken.empty() ? place + ": a quotation mark is not closed" : draft_.broken;
    return;
  }
  const auto word = [&](std::size_t at) { return at < words->size() ? words->at(at) : std::string(); };
  if (word(0) == "config") {
    end_section();
    type_ = word(1);
    place_ = place;
  } else if ((word(0) == "option" || word(0) == "list") && words->size() >= 2) {
    std::erase_if(options_, [&](const Option& option) { return option.key == word(1); });  // the last one counts
    options_.push_back({word(1), word(2), place});
    if (word(1) == "password") {
      secrets_[place] = draft_.keep_secret(word(2), place);
    }
  } else if (!words->empty() && word(0) != "package") {
    draft_.note(place, "is neither a section nor an option, and is left out");
  }
}

void OpenwrtReader::note_others() {
  for (const auto& option : options_) {
    if (type_ != "service" || std::ranges::find(uci_known, option.key) == uci_known.end()) {
      draft_.leave_out(option.place, option.key, uci_hints);
    }
  }
  if (const auto* https = find("use_https"); https != nullptr && !is_yes(https->value)) {
    draft_.note(https->place, "Gandi is always asked by HTTPS");
  }
}

void OpenwrtReader::end_section() {
  const auto service = text_of("service_name");
  const auto script = text_of("update_script");
  const bool is_token = service == "gandi.net-v2" || script.ends_with("/update_gandi_net_v2.sh");
  const bool is_gandi = is_token || service == "gandi.net" || script.ends_with("/update_gandi_net.sh");
  if (type_ == "service" && !is_gandi) {
    draft_.note(place_, shown_name(text_of("domain", "a service")) + " is left out: it is at " +
                            (service.empty() ? "a service of its own" : shown_name(service)) + ", not at Gandi");
  } else if (type_ == "service" && !is_yes(text_of("enabled"))) {
    draft_.note(place_,
                shown_name(text_of("username", "@") + '.' + text_of("domain")) + " is left out: it is not enabled");
  } else if (type_ == "service") {
    add_service(is_token);
  } else if (!type_.empty()) {
    note_others();
  }
  options_.clear();
}

void OpenwrtReader::take_origin(Host& host) {
  const auto* source = find("ip_source");
  const auto how = text_of("ip_source", "network");
  auto& origin = is_yes(text_of("use_ipv6")) ? host.ipv6 : host.ipv4;
  const auto interface = text_of("ip_interface");
  const auto script = text_of("ip_script");
  const auto place = source != nullptr ? source->place : place_;
  origin = "true";
  if (how == "interface" && !interface.empty()) {
    draft_.note(place,
                "the interface is the router's: another machine has another one, or none with the public address");
    origin = object("interface", interface);
  } else if (how == "script" && !script.empty()) {
    draft_.note(place, "the script must be on this machine; it will run as the service's user and in its sandbox");
    origin = object("command", script);
  } else if (how != "web") {
    draft_.note(place, "the providers are asked for the address, since this way to find it is the router's own");
  }
}

// Every ten minutes if it is not said; ddns-scripts know no less than five.
void OpenwrtReader::take_interval() {
  const auto* interval = find("check_interval");
  if (interval == nullptr) {
    return;
  }
  if (const auto taken = span(interval->value + text_of("check_unit", "minutes"), 2'592'000)) {
    if (draft_.settings.contains("interval") && draft_.settings["interval"] != *taken) {
      draft_.note(interval->place, "the interval of another service is taken, since there is one for all");
      return;
    }
    draft_.settings["interval"] = *taken;
  } else {
    draft_.note(interval->place, "no interval is taken from it: it is no time of a second or more");
  }
}

// The script for Gandi takes `domain` for the zone and `username` for the name in it; those of other services write
// "name@zone", which can be told.
void OpenwrtReader::add_service(bool is_token) {
  Host host{place_};
  const auto domain = text_of("domain");
  const auto at = domain.find('@');
  const auto name = text_of("username");
  if (at != std::string::npos) {
    host.zone = domain.substr(at + 1);
    host.name = domain.substr(0, at);
  } else if (!name.empty()) {
    host.zone = domain;
    host.name = name;
  } else {
    host.name = domain;
  }
  take_origin(host);
  take_interval();
  note_others();
  if (const auto* password = find("password"); password != nullptr && !password->value.empty()) {
    host.credential = secrets_.at(password->place);
    draft_.secrets[*host.credential].credential.kind =
        is_token ? config::CredentialKind::token : config::CredentialKind::api_key;
  }
  draft_.hosts.push_back(host);
}

Draft OpenwrtReader::end() {
  end_section();
  return std::move(draft_);
}

}  // namespace

Draft read_openwrt(std::string_view text) {
  OpenwrtReader reader;
  std::size_t number = 0;
  for (const auto& line : lines(text)) {
    reader.line(line, ++number);
  }
  return reader.end();
}

}  // namespace dyndns::imports
