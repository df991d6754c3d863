// Settings of somebody who minds being known, and what must therefore not be found in a trace of his.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/values/settings.hpp"
#include "gandi/classic/zones.hpp"
#include "gandi/livedns/bodies.hpp"

namespace dyndns::trace {

inline const std::string organisation = "5c1a7d2e-90f3-4b6a-8e21-7d40c3b19f58";

inline config::Settings settings_of(config::Api api) {
  const bool is_livedns = api == config::Api::livedns;
  config::Settings settings;
  settings.api = api;
  settings.endpoint = is_livedns ? gandi::livedns::live_endpoint : "https://rpc.example/xmlrpc/";
  settings.tokeninfo = "https://id.example/tokeninfo";
  settings.sharing_id = organisation;
  settings.credential.kind = is_livedns ? config::CredentialKind::token : config::CredentialKind::api_key;
  settings.credential.secret = Secret(is_livedns ? gandi::livedns::good_token : gandi::classic::good_key);
  settings.records = {{{"example.com", "@", RecordType::a}, {}}, {{"example.com", "garage", RecordType::a}, {}}};
  for (const auto* const name : {"p1", "p2", "p3", "p4"}) {
    const auto host = std::string(name) + ".provider.example.net";
    settings.providers.emplace_back(WebProvider{"https://" + host + "/ip?key=hush", host, {}, ScanFormat()});
  }
  settings.providers_path = "/home/somebody/providers.json";
  return settings;
}

inline void expect_nothing_of_him(const std::string& trace) {
  for (const auto* const word :
       {"example.com", "garage", "cellar", "81.2.69", "2a02:6b67", "MIGfMA0", "5c1a7d2e", "provider.example", "hush",
        "rpc.example", "api.example", "somebody", "32649709", "TRANSFER", "London", "7101", "7103"}) {
    EXPECT_EQ(trace.find(word), std::string::npos) << word << " is in\n" << trace;
  }
  for (const auto& secret : {gandi::livedns::good_token, gandi::classic::good_key}) {
    EXPECT_EQ(trace.find(secret.substr(4, 8)), std::string::npos) << trace;
  }
}

}  // namespace dyndns::trace
