// The files of the folder config/ are read as a user's would be.
#include <map>
#include <set>

#include "config/desk.hpp"
#include "config/difference.hpp"
#include "config/keys/table.hpp"

namespace dyndns::config {
namespace {

const std::string folder = std::filesystem::path(PROJECT_ROOT) / "config/";

std::string content(const std::string& name) {
  std::ifstream file(folder + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

Reading read_shipped() {
  const Options options{folder + "config.json", folder + "providers.json", ""};
  return read(options, [](const std::string&) { return std::nullopt; });
}

TEST(ShippedFiles, TheExampleLacksOnlyItsToken) {
  for (const auto& problem : read_shipped().problems) {
    EXPECT_EQ(problem.where, "/etc/gandi-dyndnsd/token") << problem.message;
  }
}

// An editor finds the schemas where they are installed.
TEST(ShippedFiles, BothNameTheirSchema) {
  for (const std::string name : {"config", "providers"}) {
    SCOPED_TRACE(name);
    EXPECT_NE(content(name + ".json")
                  .find("{\n  \"$schema\": \"file:///usr/share/gandi-dyndnsd/" + name + ".schema.json\",\n"),
              std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(folder + "schema/" + name + ".schema.json"));
  }
}

TEST(ShippedFiles, TheExampleShowsEveryKey) {
  const auto text = content("config.json");
  for (const char* key :
       {"token",           "token_file",     "api_key",   "api_key_file", "api",        "endpoint",
        "tokeninfo",       "ca_file",        "domains",   "name",         "types",      "ttl",
        "create_missing",  "ipv4",           "ipv6",      "interface",    "suffix",     "prefix_length",
        "allow_private",   "command",        "interval",  "jitter",       "quorum",     "timeout",
        "verify_interval", "providers_file", "state_dir", "log_level",    "sharing_id", "requests_per_minute",
        "$schema"}) {
    EXPECT_NE(text.find('"' + std::string(key) + "\":"), std::string::npos) << key;
  }
}

// What stands behind // as a default is the default: with all of them in force, nothing changes.
TEST(ShippedFiles, TheExamplesDefaultsAreTheDefaults) {
  const Desk desk;
  auto text = content("config.json");
  std::vector<std::string> keys = {"ipv4", "ipv6"};
  for (const auto& key : key_table()) {
    keys.emplace_back(key.name);
  }
  for (const auto* without : {"ca_file", "sharing_id", "state_dir", "providers_file"}) {
    EXPECT_EQ(std::erase(keys, without), 1U) << without;
  }
  for (const auto& key : keys) {
    const auto place = text.find("// \"" + key + "\":");
    ASSERT_NE(place, std::string::npos) << key;
    text.erase(place, 3);
  }
  const std::string shipped_token = "/etc/gandi-dyndnsd/token";
  text.replace(text.find(shipped_token), shipped_token.size(), "token");
  const auto commented = settings_of(desk.read(text));
  auto bare = settings_of(desk.read_with(""));
  bare.records = commented.records;
  EXPECT_EQ(changes_between(bare, commented), "nothing changed");
}

Settings read_shipped_providers() {
  const Desk desk;
  auto options = desk.options;
  options.providers_path = folder + "providers.json";
  desk.write("config.json", R"({"token_file": "token", "domains": {"example.com": ["www"]}, "ipv6": true})");
  return settings_of(read(options, [](const std::string&) { return std::nullopt; }));
}

TEST(ShippedFiles, ThirteenOperatorsAreAskedForEachFamilyAndAllOverHttpsOrDns) {
  const auto settings = read_shipped_providers();
  EXPECT_EQ(settings.providers.size(), 28U);
  std::map<Family, std::set<std::string>> operators;
  for (const auto& provider : settings.providers) {
    if (const auto* web = std::get_if<WebProvider>(&provider)) {
      EXPECT_TRUE(web->url.starts_with("https://")) << web->url;
      EXPECT_FALSE(std::holds_alternative<ScanFormat>(web->format)) << web->url;
    }
    for (const auto family : {Family::ipv4, Family::ipv6}) {
      if (can_tell(provider, family)) {
        operators[family].insert(operator_of(provider));
      }
    }
  }
  EXPECT_EQ(operators[Family::ipv4].size(), 13U + 1U);
  EXPECT_TRUE(operators[Family::ipv4].contains("unauthenticated"));
  EXPECT_EQ(operators[Family::ipv6], operators[Family::ipv4]);
}

TEST(ShippedFiles, ThreeOperatorsAreAskedByDnsForEachFamily) {
  std::map<Family, std::set<std::string>> run_by;
  for (const auto& provider : read_shipped_providers().providers) {
    for (const auto family : {Family::ipv4, Family::ipv6}) {
      if (const auto* dns = std::get_if<DnsProvider>(&provider); dns != nullptr && can_tell(provider, family)) {
        run_by[family].insert(dns->run_by);
      }
    }
  }
  EXPECT_EQ(run_by[Family::ipv4], (std::set<std::string>{"cloudflare", "google", "opendns"}));
  EXPECT_EQ(run_by[Family::ipv6], run_by[Family::ipv4]);
}

}  // namespace
}  // namespace dyndns::config
