// What is written about the keys of the table: the schema, the manual page and the example hold against the program.
#include "config/keys/table.hpp"

#include <boost/json.hpp>
#include <set>

#include "config/desk.hpp"
#include "config/difference.hpp"

namespace dyndns::config {
namespace {

namespace json = boost::json;

std::string content(const std::string& file) {
  std::ifstream stream(std::filesystem::path(PROJECT_ROOT) / file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// What the schema says of a key, with that of its $ref.
json::object described(std::string_view key) {
  static const auto schema = json::parse(content("config/schema/config.schema.json"));
  auto description = schema.at("properties").at(key).as_object();
  if (const auto* reference = description.if_contains("$ref")) {
    const auto& definition = schema.at_pointer(std::string_view(reference->as_string()).substr(1)).as_object();
    description.insert(definition.begin(), definition.end());
  }
  return description;
}

std::string member(std::string_view key, const json::value& value) {
  return '"' + std::string(key) + "\": " + json::serialize(value);
}

TEST(KeyTable, EveryKeyIsDescribedAndShown) {
  const auto manual = content("docs/man/gandi-dyndnsd.json.5");
  const auto example = content("config/config.json");
  for (const auto& key : key_table()) {
    const std::string name(key.name);
    SCOPED_TRACE(name);
    EXPECT_TRUE(described(name).contains("description"));
    EXPECT_NE(manual.find("\n.TP\n.B " + name + "\n"), std::string::npos);
    EXPECT_NE(example.find("  // \"" + name + "\": "), std::string::npos);
  }
}

TEST(KeyTable, TheDefaultsOfTheSchemaAreThose) {
  const Desk desk;
  const auto usual = settings_of(desk.read_with(""));
  std::set<std::string_view> without;
  for (const auto& key : key_table()) {
    SCOPED_TRACE(key.name);
    if (const auto* value = described(key.name).if_contains("default")) {
      EXPECT_EQ(changes_between(usual, settings_of(desk.read_with(member(key.name, *value)))), "nothing changed");
    } else {
      without.insert(key.name);
    }
  }
  const std::set<std::string_view> expected = {"api",     "endpoint",  "tokeninfo",     "sharing_id",
                                               "ca_file", "state_dir", "providers_file"};
  EXPECT_EQ(without, expected) << "their defaults follow from others, or are nothing";
}

// Of a number, or of what may be one.
json::object number_in(const json::object& description) {
  const auto* choices = description.if_contains("anyOf");
  return choices != nullptr ? choices->as_array().at(0).as_object() : description;
}

TEST(KeyTable, AnOrganisationIsNamedByItsId) {
  const char* id = R"("sharing_id": "01234567-89AB-CDEF-0123-456789abcdef")";
  EXPECT_EQ(settings_of(Desk().read_with(id)).sharing_id, "01234567-89ab-cdef-0123-456789abcdef");
  EXPECT_EQ(settings_of(Desk().read_with("")).sharing_id, "");
  const char* complaint = "sharing_id: must be an organisation's id, such as 01234567-0123-0123-0123-0123456789ab";
  expect_errors({{R"("sharing_id": "my company")", complaint},
                 {R"("sharing_id": "01234567-89ab-cdef-0123-456789abcdef0")", complaint},
                 {R"("sharing_id": "0123456789abcdef0123456789abcdef0123")", complaint},
                 {R"("sharing_id": 7)", "sharing_id: must be text in double quotes, not a number"}});
}

TEST(KeyTable, GandiIsAskedSixHundredTimesAMinuteAtMostUnlessSaid) {
  EXPECT_EQ(settings_of(Desk().read_with("")).requests_per_minute, 600U);
  EXPECT_EQ(settings_of(Desk().read_with(R"("requests_per_minute": 30)")).requests_per_minute, 30U);
}

// A credential in the place of a path would be shown in messages about the file.
TEST(KeyTable, APathIsNoCredential) {
  for (const std::string key : {"ca_file", "state_dir", "providers_file"}) {
    for (const std::string secret : {"pat_abc-123", "abcdefghijklmnopqrstuvwx",
                                     "0123456789abcdef0123456789abcdef01234567", " 0123456789-ABCDEF_0123+a=="}) {
      SCOPED_TRACE(key + secret);
      EXPECT_EQ(
          errors(Desk().read_with(member(key, json::string(secret)))),
          Messages{key + ": must be a path; this looks like a credential (a path that does so may begin with './')"});
    }
  }
  EXPECT_EQ(errors(Desk().read_with(R"("state_dir": "./abcdefghijklmnopqrstuvwx")")), Messages());
}

TEST(KeyTable, TheLimitsOfTheSchemaAreThose) {
  const Desk desk;
  std::set<std::string_view> limited;
  for (const auto& key : key_table()) {
    const auto number = number_in(described(key.name));
    const auto* type = number.if_contains("type");
    if (type == nullptr || (*type != "number" && *type != "integer")) {
      continue;
    }
    SCOPED_TRACE(key.name);
    const double step = *type == "integer" ? 1 : 0.01;
    const auto least = number.at("minimum").to_number<double>();
    const auto most = number.at("maximum").to_number<double>();
    for (const double good : {least, most}) {
      for (const auto& error : errors(desk.read_with(member(key.name, good)))) {
        EXPECT_TRUE(error.starts_with("quorum: 100 operators must agree")) << error;
      }
    }
    for (const double bad : {least - step, most + step}) {
      EXPECT_EQ(errors(desk.read_with(member(key.name, bad))).size(), 1U) << bad;
    }
    limited.insert(key.name);
  }
  EXPECT_EQ(limited, (std::set<std::string_view>{"ttl", "interval", "jitter", "requests_per_minute", "quorum",
                                                 "timeout", "verify_interval"}));
}

}  // namespace
}  // namespace dyndns::config
