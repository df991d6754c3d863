#include <algorithm>
#include <array>

#include "import/ddclient_file.hpp"
#include "import/draft.hpp"
#include "text/words.hpp"

namespace dyndns::imports {
namespace {

using Value = DdclientValue;
using Values = std::map<std::string, Value>;

// Taken over, or what the daemon does anyway.
constexpr std::array ddclient_known = {"protocol", "zone",   "password", "use-personal-access-token",
                                       "ttl",      "use",    "usev4",    "usev6",
                                       "if",       "ifv4",   "ifv6",     "cmd",
                                       "cmdv4",    "cmdv6",  "host",     "login",
                                       "daemon",   "timeout"};

constexpr std::array<Hint, 18> ddclient_hints = {
    {{"web", "the providers are asked, several of them; a URL of your own can stand in providers.json"},
     {"webv4", "the providers are asked, several of them; a URL of your own can stand in providers.json"},
     {"webv6", "the providers are asked, several of them; a URL of your own can stand in providers.json"},
     {"server", "Gandi's own is asked; another one can be configured as endpoint"},
     {"mail", "problems are in the journal and in 'gandi-dyndnsd status'"},
     {"mail-failure", "problems are in the journal and in 'gandi-dyndnsd status'"},
     {"login", "Gandi knows none"},
     {"syslog", "everything goes to the journal"},
     {"pid", "systemd looks after the process"},
     {"cache", "the memory is in the service's state folder"},
     {"ssl_ca_file", "configure it as ca_file where it is still needed"},
     {"ip", "an address that never changes needs no dynamic DNS"},
     {"ipv4", "an address that never changes needs no dynamic DNS"},
     {"ipv6", "an address that never changes needs no dynamic DNS"},
     {"verbose", "log_level says how much is told"},
     {"debug", "log_level says how much is told"},
     {"quiet", "log_level says how much is told"},
     {"max-interval", "verify_interval says how often Gandi is asked what it serves"}}};

bool is_no(const std::string& text) {
  const auto word = text::lower_case(text);
  return word.empty() || word == "no" || word == "false" || word == "0" || word == "off" || word == "n" || word == "f";
}

class DdclientReader {
 public:
  [[nodiscard]] Draft read(std::string_view text);

 private:
  void add_hosts(const DdclientStatement& statement, const Values& values);
  void add_host(const std::string& name, const Values& values);
  void take_credential(Host& host, const Values& values);
  void note_keys(const Values& values);
  void note_setting(const Value& value, const std::string& key, double most);
  [[nodiscard]] std::string origin(const Values& values, const std::string& family);

  Draft draft_;
  std::string place_;                           // of the statement's hosts
  std::map<std::string, std::size_t> secrets_;  // of Draft::secrets, by their text
};

Draft DdclientReader::read(std::string_view text) {
  Values globals;
  for (const auto& statement : ddclient_statements(text)) {
    for (const auto& [key, value] : statement.values) {
      if (is_password(key) && !secrets_.contains(value.text)) {
        secrets_[value.text] = draft_.keep_secret(value.text, value.place);
      }
    }
    auto values = statement.values;
    values.insert(globals.begin(), globals.end());
    if (statement.hosts.empty()) {
      note_keys(statement.values);
      globals = values;
    } else {
      place_ = statement.place;
      add_hosts(statement, values);
    }
  }
  return std::move(draft_);
}

void DdclientReader::note_keys(const Values& values) {
  for (const auto& [key, value] : values) {
    const bool is_as_here = (key == "ssl" && !is_no(value.text)) || (key == "server" && value.text == "api.gandi.net");
    if (key == "daemon") {
      note_setting(value, "interval", 2'592'000);
    } else if (key == "timeout") {
      note_setting(value, "timeout", 120);
    } else if (std::ranges::find(ddclient_known, key) == ddclient_known.end() && !is_as_here) {
      draft_.leave_out(value.place, key, ddclient_hints);
    }
  }
}

void DdclientReader::note_setting(const Value& value, const std::string& key, double most) {
  if (const auto taken = span(value.text, most)) {
    draft_.settings[key] = *taken;
  } else {
    draft_.note(value.place, "no " + key + " is taken from it: it is no time of a second or more");
  }
}

void DdclientReader::add_hosts(const DdclientStatement& statement, const Values& values) {
  const auto protocol = values.find("protocol");
  const auto name = protocol == values.end() ? "dyndns2" : text::lower_case(protocol->second.text);
  draft_.program = protocol == values.end() ? draft_.program : "ddclient";
  if (name == "gandi") {
    note_keys(statement.values);
  }
  for (const auto& host : statement.hosts) {
    if (name == "gandi") {
      add_host(host, values);
    } else {
      draft_.note(place_, shown_name(host) + " is left out: it is at " + shown_name(name) + ", not at Gandi");
    }
  }
}

// The value of the key that says how the address is found; empty: not at all.
std::string DdclientReader::origin(const Values& values, const std::string& family) {
  const auto text_of = [&](const std::string& key) {
    const auto found = values.find(key + family);
    const auto plain = found == values.end() ? values.find(key) : found;
    return plain == values.end() ? std::string() : plain->second.text;
  };
  const auto how = values.find("use" + family);
  const std::string place = how == values.end() ? place_ : how->second.place;
  auto method = how == values.end() ? std::string() : text::lower_case(how->second.text);
  method = method.ends_with("v4") || method.ends_with("v6") ? method.substr(0, method.size() - 2) : method;
  if (how == values.end()) {
    method = values.contains("web") ? "web" : values.contains("if") ? "if" : values.contains("cmd") ? "cmd" : "";
  }
  if (method == "disabled" || method == "no" || method == "ip") {
    return "";
  }
  const auto argument = text_of(method);
  if (method == "if" && !argument.empty() && argument != "default") {
    return object("interface", argument);
  }
  if (method == "cmd" && !argument.empty()) {
    draft_.note(place, "the command will run as the service's user and in its sandbox");
    return object("command", argument);
  }
  if (method.empty()) {
    draft_.note(place, "how the address is found is not said; the providers are asked");
  } else if (method != "web") {
    draft_.note(place, "the providers are asked for the address, since this way to find it is not taken over");
  }
  return "true";
}

void DdclientReader::take_credential(Host& host, const Values& values) {
  const auto password = values.find("password");
  if (password == values.end() || password->second.text.empty()) {
    return;
  }
  const auto is_token = values.find("use-personal-access-token");
  host.credential = secrets_.at(password->second.text);
  draft_.secrets[*host.credential].credential.kind = is_token != values.end() && !is_no(is_token->second.text)
                                                         ? config::CredentialKind::token
                                                         : config::CredentialKind::api_key;
}

void DdclientReader::add_host(const std::string& name, const Values& values) {
  Host host{place_};
  host.name = name;
  const auto find = [&](const char* key) { return values.contains(key) ? &values.at(key) : nullptr; };
  if (const auto* zone = find("zone")) {
    host.zone = zone->text;
    const auto end = "." + text::lower_case(host.zone);
    const auto lower = "." + text::lower_case(name);
    if (lower != end && !lower.ends_with(end) && name.find('.') != std::string::npos) {
      draft_.note(host.place, shown_name(name) + " is left out: it is not in the zone " + shown_name(host.zone));
      return;
    }
  }
  const bool has_families = values.contains("usev4") || values.contains("usev6");
  host.ipv4 = values.contains("use") || !has_families ? origin(values, "") : "";
  host.ipv4 = values.contains("usev4") ? origin(values, "v4") : host.ipv4;
  host.ipv6 = values.contains("usev6") ? origin(values, "v6") : "";
  if (const auto* ttl = find("ttl")) {
    host.ttl = seconds(ttl->text);
    if (!host.ttl) {
      draft_.note(ttl->place, "no ttl is taken from it: it is no time");
    }
  }
  take_credential(host, values);
  draft_.hosts.push_back(host);
}

}  // namespace

Draft read_ddclient(std::string_view text) { return DdclientReader().read(text); }

}  // namespace dyndns::imports
