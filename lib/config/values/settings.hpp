// Everything that the configuration says, checked and with its defaults filled in.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/address.hpp"
#include "core/event.hpp"
#include "core/provider.hpp"
#include "core/record.hpp"
#include "core/secret.hpp"

namespace dyndns::config {

// The list that is the same for everybody, and no secret.
inline constexpr const char* shipped_providers = "/usr/share/gandi-dyndnsd/providers.json";

enum class Api { livedns, xmlrpc };

enum class CredentialKind { token, api_key };

struct Credential {
  CredentialKind kind = CredentialKind::token;
  Secret secret;

  bool operator==(const Credential&) const = default;
};

// Where the address of one family comes from.
struct AskProviders {
  std::string via{};  // the interface through which they are asked; empty: as the routes say

  bool operator==(const AskProviders&) const = default;
};
struct FromInterface {
  std::string name;
  bool allow_private = false;  // an address that is not global unicast will do

  bool operator==(const FromInterface&) const = default;
};
struct FromCommand {
  std::string line;  // for /bin/sh -c
  bool allow_private = false;

  bool operator==(const FromCommand&) const = default;
};
using AddressOrigin = std::variant<AskProviders, FromInterface, FromCommand>;

struct Settings {
  Api api = Api::livedns;
  std::string endpoint;                  // LiveDNS: base URL without a trailing slash; XML-RPC: the URL as configured
  std::optional<std::string> tokeninfo;  // URL; nothing: do not ask
  std::string sharing_id;                // of the organisation that owns the domains; empty: as tokeninfo tells
  Credential credential;

  std::string ca_file;        // empty: none
  std::string ssl_cert_file;  // $SSL_CERT_FILE and
  std::string ssl_cert_dir;   // $SSL_CERT_DIR, which replace the system's roots; empty: not set

  std::vector<RecordWish> records;  // at least one; sorted by key, each key once
  Ttl ttl_for_new = shortest_ttl;
  bool create_missing = true;

  std::optional<AddressOrigin> ipv4 = AskProviders{};  // nothing: leave A alone
  std::optional<AddressOrigin> ipv6;                   // nothing: leave AAAA alone

  std::chrono::milliseconds interval = std::chrono::minutes(5);
  double jitter = 0.1;
  unsigned requests_per_minute = 600;  // to Gandi, all domains together
  unsigned quorum = 3;
  std::chrono::milliseconds timeout = std::chrono::seconds(10);
  std::chrono::milliseconds verify_interval = std::chrono::hours(1);

  std::vector<Provider> providers;  // each question and family once; in the file's order

  std::string state_dir;    // empty: keep the memory in RAM
  std::string runtime_dir;  // empty: write no status file
  Level log_level = Level::info;

  std::string config_path;  // where all this came from, for messages
  std::string providers_path;
};

}  // namespace dyndns::config
