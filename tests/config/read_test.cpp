#include "config/read.hpp"

#include "config/desk.hpp"

namespace dyndns::config {
namespace {

using namespace std::chrono_literals;

TEST(Read, ThePredecessorsFilesWorkUnchanged) {
  const Desk desk;
  const auto reading = desk.read(R"({ "api_key": "yourtwentyfourcharapikey",
  "domains": { "example.com": ["dynamic", "@", "mail"], "example.org": ["www"] },
  "command": "ipconfig getifaddr en0" })");
  const auto settings = settings_of(reading);
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(settings.api, Api::xmlrpc);
  EXPECT_EQ(settings.records.size(), 4U);
  EXPECT_EQ(std::get<FromCommand>(settings.ipv4.value()).line, "ipconfig getifaddr en0");
  EXPECT_FALSE(settings.ipv6);
}

TEST(Read, WhatIsNotSaidHasItsDefault) {
  const auto settings = settings_of(Desk().read_with(""));
  EXPECT_EQ(settings.interval, 5min);
  EXPECT_EQ(settings.jitter, 0.1);
  EXPECT_EQ(settings.quorum, 3U);
  EXPECT_EQ(settings.timeout, 10s);
  EXPECT_EQ(settings.verify_interval, 1h);
  EXPECT_EQ(settings.ttl_for_new, Ttl(300));
  EXPECT_TRUE(settings.create_missing);
  EXPECT_EQ(settings.ca_file + settings.ssl_cert_file + settings.state_dir + settings.runtime_dir, "");
  EXPECT_EQ(settings.log_level, Level::info);
}

TEST(Read, WhatIsSaidHolds) {
  const auto settings = settings_of(Desk().read_with(
      R"("interval": "1h 30min", "jitter": 0.5, "quorum": 2, "timeout": 2.5, "verify_interval": 7200)"));
  EXPECT_EQ(settings.interval, 90min);
  EXPECT_EQ(settings.jitter, 0.5);
  EXPECT_EQ(settings.quorum, 2U);
  EXPECT_EQ(settings.timeout, 2500ms);
  EXPECT_EQ(settings.verify_interval, 2h);
}

TEST(Read, MistakesAreNamedWithTheirPath) {
  expect_errors(
      {{R"("interval": true)", "interval: must be a time span such as \"5min\" or a number of seconds, not true"},
       {R"("interval": "soon")", "interval: 'soon' is not a time span such as \"5min\" or \"1h 30min\""},
       {R"("interval": 0.5)", "interval: must be at least 1s and at most 30d"},
       {R"("interval": -5)", "interval: must be at least 1s and at most 30d"},
       {R"("interval": 1e300)", "interval: must be at least 1s and at most 30d"},
       {R"("timeout": "50ms")", "timeout: must be at least 100ms and at most 2min"},
       {R"("timeout": "3min")", "timeout: must be at least 100ms and at most 2min"},
       {R"("jitter": 0.7)", "jitter: 0.7 is not between 0 and 0.5"},
       {R"("quorum": 0)", "quorum: 0 is not between 1 and 100"},
       {R"("quorum": 1.5)", "quorum: must be a whole number"},
       {R"("quorum": null)", "quorum: must be a number, not null"},
       {R"("intervall": 300)", "intervall: unknown key; the nearest known one is 'interval'"},
       {R"("colour": 300)", "colour: unknown key; remove it"},
       {R"("$schema": 7)", "$schema: must be text in double quotes, not a number"},
       {R"("state_dir": "")", "state_dir: must not be empty"},
       {R"("state_dir": "a\nb")", "state_dir: must hold no control characters"},
       {R"("quorum": 2, "quorum": 3)", "quorum: is given twice"}});
}

TEST(Read, ASchemaMayBeNamed) {
  const Desk desk;
  desk.write("providers.json",
             R"({"$schema": "providers.schema.json", "providers": )" + std::string(three_providers) + "}");
  EXPECT_TRUE(desk.read_with(R"("$schema": "config.schema.json")").problems.empty());
}

TEST(Read, AnIntervalUnderAMinuteIsAWarning) {
  const auto reading = Desk().read_with(R"("interval": "59s")");
  EXPECT_EQ(settings_of(reading).interval, 59s);
  EXPECT_EQ(warnings(reading), Messages{"interval: under a minute burdens those who are asked; \"5min\" is usual"});
}

TEST(Read, AllErrorsAreReportedAtOnce) {
  Desk desk;
  desk.write("providers.json", R"(["gopher://example.com"])");
  desk.write("token", "");
  const auto reading = desk.read(R"({"token_file": "token", "domains": {"example.com": [{"name": "a", "ttl": 60}, "-"]},
      "interval": true, "qorum": 3, "endpoint": "http://example.com/"})");
  EXPECT_FALSE(reading.settings);
  const Messages expected = {"is empty; the credential belongs there, on one line",
                             "endpoint: must be https: a credential is sent there",
                             "domains.example.com[0].ttl: 60 is below Gandi's minimum of 300",
                             "domains.example.com[1]: '-' is not a name such as 'www', 'a.b', '*' or '@' (the domain "
                             "itself)",
                             "interval: must be a time span such as \"5min\" or a number of seconds, not true",
                             "qorum: unknown key; the nearest known one is 'quorum'",
                             "[0]: must be a URL that begins with https:// or http://"};
  EXPECT_EQ(errors(reading), expected);
}

TEST(Read, AThousandMistakesAreNotAThousandMessages) {
  std::string members;
  for (int i = 0; i < 1000; ++i) {
    members += "\"x" + std::to_string(i) + "\": 1,";
  }
  const auto reading = Desk().read_with(members);
  EXPECT_EQ(reading.problems.size(), 101U);
  EXPECT_EQ(reading.problems.back().message, "there are further problems; fix these first");
}

TEST(Read, BrokenJsonIsNamedWithItsLineAndColumn) {
  const Desk desk;
  const auto reading = desk.read("{\n  \"token_file\": \"token\"\n  \"domains\": {}\n}\n");
  EXPECT_EQ(errors(reading), Messages{"line 3, column 3: expected ',' or '}', found '\"'"});
  EXPECT_EQ(reading.problems.at(0).where, desk.path("config.json"));
}

TEST(Read, AKeyWithControlCharactersMakesNoSecondLine) {
  const auto reading = Desk().read_with("\"a\\nb\\u001b\": 1");
  EXPECT_EQ(errors(reading).at(0).substr(0, 21), "a b\\x1b: unknown key;");
}

TEST(Read, RelativePathsBeginAtTheConfigurationsFolder) {
  Desk desk;
  desk.options.providers_path.clear();
  desk.write("lists/mine.json", three_providers);
  desk.write("ca.pem", "-----BEGIN CERTIFICATE-----\n");
  const auto settings =
      settings_of(desk.read_with(R"("providers_file": "lists/mine.json", "ca_file": "ca.pem", "state_dir": "state")"));
  EXPECT_EQ(settings.providers_path, desk.path("lists/mine.json"));
  EXPECT_EQ(settings.providers.size(), 3U);
  EXPECT_EQ(settings.ca_file, desk.path("ca.pem"));
  EXPECT_EQ(settings.state_dir, desk.path("state"));
}

TEST(Read, TheOptionForProvidersWins) {
  const Desk desk;
  const auto settings = settings_of(desk.read_with(R"("providers_file": "nowhere.json")"));
  EXPECT_EQ(settings.providers_path, desk.path("providers.json"));
}

TEST(Read, AListOfProvidersThatIsNamedMustBeThere) {
  Desk desk;
  desk.options.providers_path.clear();
  const auto reading = desk.read_with(R"("providers_file": "nowhere.json", "ipv4": {"command": "x"})");
  EXPECT_EQ(errors(reading), Messages{"cannot be opened: No such file or directory"});
  EXPECT_EQ(reading.problems.at(0).where, desk.path("nowhere.json"));
}

TEST(Read, TheServiceManagersFoldersWin) {
  Desk desk;
  desk.environment["STATE_DIRECTORY"] = "/var/lib/one:/var/lib/two";
  desk.environment["RUNTIME_DIRECTORY"] = "/run/one";
  const auto settings = settings_of(desk.read_with(R"("state_dir": "/elsewhere")"));
  EXPECT_EQ(settings.state_dir, "/var/lib/one");
  EXPECT_EQ(settings.runtime_dir, "/run/one");
}

TEST(Read, TheRootsOfTheEnvironmentMustBeReadable) {
  Desk desk;
  desk.environment["SSL_CERT_FILE"] = desk.write("roots.pem", "x");
  desk.environment["SSL_CERT_DIR"] = "/etc/roots";
  EXPECT_EQ(settings_of(desk.read_with("")).ssl_cert_file, desk.path("roots.pem"));
  EXPECT_EQ(settings_of(desk.read_with("")).ssl_cert_dir, "/etc/roots");
  desk.environment["SSL_CERT_FILE"] = desk.path("gone.pem");
  const auto reading = desk.read_with(R"("ca_file": "also-gone.pem")");
  ASSERT_EQ(errors(reading).size(), 2U);
  EXPECT_EQ(reading.problems[0].where, desk.path("also-gone.pem"));
  EXPECT_EQ(reading.problems[1].where, desk.path("gone.pem"));
}

TEST(Read, TheProcessHasAnEnvironment) {
  ::setenv("GANDI_DYNDNSD_TEST", "yes", 1);
  EXPECT_EQ(process_environment()("GANDI_DYNDNSD_TEST"), "yes");
  ::unsetenv("GANDI_DYNDNSD_TEST");
  EXPECT_EQ(process_environment()("GANDI_DYNDNSD_TEST"), std::nullopt);
}

}  // namespace
}  // namespace dyndns::config
