// Every file of corpus/ is somebody's configuration in the shape that its program documents. Beside it stands what is
// made of it (.config; missing where nothing is) and what is said (.notes).
#include "import/import.hpp"

#include "config/desk.hpp"

namespace dyndns::imports {
namespace {

namespace fs = std::filesystem;

const fs::path corpus = fs::path(PROJECT_ROOT) / "tests/import/corpus";

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> files() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(corpus)) {
    if (entry.path().extension() != ".config" && entry.path().extension() != ".notes") {
      found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

fs::path beside(const fs::path& file, const char* extension) { return fs::path(file).replace_extension(extension); }

// What the reader of our own configuration says of it, with a token where it looks for one.
config::Reading read_as_ours(std::string text) {
  const config::Desk desk;
  for (const std::string path : {"/etc/gandi-dyndnsd/token", "/etc/gandi-dyndnsd/api-key"}) {
    for (auto at = text.find('"' + path); at != std::string::npos; at = text.find('"' + path)) {
      text.replace(at + 1, path.size(), "token");
    }
  }
  return desk.read(text);
}

TEST(Import, EachFileBecomesWhatStandsBesideIt) {
  for (const auto& file : files()) {
    SCOPED_TRACE(file.filename());
    const auto imported = import_text(content(file));
    EXPECT_EQ(imported.config, content(beside(file, ".config")));
    EXPECT_EQ(config::joined(imported.notes), content(beside(file, ".notes")));
  }
}

TEST(Import, ThereAreFivePerProgramAtLeast) {
  std::map<std::string, int> counted;
  for (const auto& file : files()) {
    const auto name = file.filename().string();
    ++counted[name.substr(0, name.find('-'))];
  }
  for (const auto* program : {"ddclient", "openwrt", "qdm12", "predecessor"}) {
    EXPECT_GE(counted[program], 5) << program;
  }
}

TEST(Import, WhatIsMadeIsAGoodConfiguration) {
  int made = 0;
  for (const auto& file : files()) {
    SCOPED_TRACE(file.filename());
    const auto imported = import_text(content(file));
    if (!imported.config.empty()) {
      ++made;
      EXPECT_EQ(config::errors(read_as_ours(imported.config)), config::Messages());
    }
  }
  EXPECT_GE(made, 20);
}

TEST(Import, ACredentialIsNowhere) {
  int seen = 0;
  for (const auto& file : files()) {
    SCOPED_TRACE(file.filename());
    const auto draft = read_draft(content(file));
    const auto imported = write_config(draft);
    const auto shown = imported.config + config::joined(imported.notes);
    EXPECT_EQ(shown.find("Zecret"), std::string::npos);
    for (const auto& found : draft.secrets) {
      const auto& secret = found.credential.secret.reveal();
      const bool is_short = secret.size() < 12;  // "yourtoken" of an example
      EXPECT_TRUE(is_short || shown.find(secret) == std::string::npos) << found.place;
      ++seen;
    }
  }
  EXPECT_GE(seen, 25);
}

TEST(Import, ACredentialInAPlaceWhereItIsNoSecretIsNotShownEitherInParts) {
  const std::string secret = "pat_" + std::string(90, 'a') + "1";
  for (const std::string text : {"protocol=gandi, zone=example.com, password=SECRET www.SECRET.example.com",
                                 "protocol=gandi, zone=example.com, password=SECRET, use=if, if=SECRET www",
                                 "protocol=gandi, zone=SECRET.example.com, password=SECRET www",
                                 "protocol=gandi, zone=example.com, password=SECRET, SECRET=1 www",
                                 "protocol=SECRET, zone=example.com, password=SECRET www"}) {
    SCOPED_TRACE(text);
    auto filled = text;
    for (auto at = filled.find("SECRET"); at != std::string::npos; at = filled.find("SECRET")) {
      filled.replace(at, 6, secret);
    }
    const auto imported = import_text(filled);
    EXPECT_EQ((imported.config + config::joined(imported.notes)).find("aaaa"), std::string::npos)
        << imported.config << config::joined(imported.notes);
  }
}

TEST(Import, MoreThanAThousandRecordsAreNotForOneConfiguration) {
  std::string text = "protocol=gandi, zone=example.com, password=x";
  for (int i = 0; i < 1200; ++i) {
    text += (i == 0 ? " h" : ",h") + std::to_string(i) + ".example.com";
  }
  const auto imported = import_text(text);
  EXPECT_EQ(config::errors(read_as_ours(imported.config)), config::Messages());
  EXPECT_NE(config::joined(imported.notes)
                .find("'h1199.example.com' is left out: one configuration holds no more than "
                      "1000 records"),
            std::string::npos);
}

}  // namespace
}  // namespace dyndns::imports
