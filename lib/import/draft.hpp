// What another program's configuration says, as far as ours can say it, and what is to be told of all the rest.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/values/settings.hpp"

namespace dyndns::imports {

// A key of the other program's, and what is there in its stead.
struct Hint {
  std::string_view key;
  std::string_view instead;
};

// A password of any kind: what is in it may be shown nowhere.
struct Found {
  config::Credential credential;
  std::string place;  // "line 4"
};

// One name at Gandi, and which of its records are kept.
struct Host {
  std::string place;   // where it stands: "line 12", "settings[0]"
  std::string zone{};  // the domain at Gandi; empty: not said
  std::string name{};  // within the zone ("@": the zone itself), or with it; the whole name where no zone is said
  // Where the address comes from, as the values of the keys ipv4 and ipv6; empty: A, or AAAA, is left alone.
  std::string ipv4{};
  std::string ipv6{};
  std::optional<double> ttl{};  // seconds
  std::string suffix{};
  unsigned prefix_length = 64;                 // under which the suffix goes
  std::optional<std::size_t> credential = {};  // of Draft::secrets
};

struct Draft {
  std::string program;  // whose configuration it is: "ddclient"
  bool is_for_xmlrpc = false;
  std::vector<Host> hosts{};
  std::map<std::string, std::string> settings{};  // a key of ours, and its value as JSON
  std::vector<Found> secrets{};
  std::vector<std::string> notes{};
  std::string broken{};  // why it is no configuration; empty where it is one

  void note(const std::string& place, const std::string& what) { notes.push_back(place + ": " + what); }
  void leave_out(const std::string& place, std::string_view key, std::span<const Hint> hints);
  [[nodiscard]] std::size_t keep_secret(const std::string& text, const std::string& place);
};

[[nodiscard]] std::vector<std::string_view> lines(std::string_view text);  // without their ends

[[nodiscard]] std::string quoted(std::string_view text);                        // as a text in JSON
[[nodiscard]] std::string object(std::string_view key, std::string_view text);  // {"key": "text"}

[[nodiscard]] std::string shown_name(std::string_view name);  // in quotes, or nothing of it where it may be a secret

[[nodiscard]] std::optional<double> seconds(std::string_view text);  // of a time span

// A time span as the value of a key of ours, between a second and `most` seconds; nothing where there is none.
[[nodiscard]] std::optional<std::string> span(std::string_view text, double most);

// Readers of a text that is in their format.
[[nodiscard]] Draft read_ddclient(std::string_view text);
[[nodiscard]] Draft read_openwrt(std::string_view text);
[[nodiscard]] Draft read_json(std::string_view text);  // gandi_dyndns.py's and that of qdm12's ddns-updater

}  // namespace dyndns::imports
