// A folder with the files of one reading, and the environment around it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "config/read.hpp"

namespace dyndns::config {

inline constexpr const char* three_providers =
    R"(["https://one.example.com/", "https://two.example.net/", "https://three.example.org/"])";

class Desk {
 public:
  Desk() {
    std::string pattern = (std::filesystem::temp_directory_path() / "config_test.XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    options.config_path = path("config.json");
    options.providers_path = write("providers.json", three_providers);
    write("token", "token-of-nobody\n");
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + '/' + name; }

  std::string write(const std::string& name, const std::string& text, mode_t mode = 0640) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
    ::chmod(path(name).c_str(), mode);
    return path(name);
  }

  [[nodiscard]] Reading read() const {
    return config::read(options, [this](const std::string& name) -> std::optional<std::string> {
      const auto found = environment.find(name);
      return found == environment.end() ? std::nullopt : std::optional(found->second);
    });
  }

  [[nodiscard]] Reading read(const std::string& config) const {
    write("config.json", config);
    return read();
  }

  // The members join those of a configuration that is good without them.
  [[nodiscard]] Reading read_with(const std::string& members) const {
    return read(R"({"token_file": "token", "domains": {"example.com": ["www"]}, )" + members + "}");
  }

  Options options;
  std::map<std::string, std::string> environment;

 private:
  std::string folder_;
};

inline std::vector<std::string> messages(const Reading& reading, bool errors) {
  std::vector<std::string> list;
  for (const auto& problem : reading.problems) {
    if (problem.is_error == errors) {
      list.push_back(problem.message);
    }
  }
  return list;
}

inline std::vector<std::string> errors(const Reading& reading) { return messages(reading, true); }
inline std::vector<std::string> warnings(const Reading& reading) { return messages(reading, false); }

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) {
    text += line + '\n';
  }
  return text;
}

// Fails the test where there are none, and gives the defaults then.
inline Settings settings_of(const Reading& reading) {
  EXPECT_TRUE(reading.settings.has_value()) << joined(errors(reading));
  return reading.settings.value_or(Settings());
}

using Messages = std::vector<std::string>;

// What `members` of the configuration are told.
struct Complaint {
  const char* members;
  const char* message;
};

inline void expect_errors(std::initializer_list<Complaint> complaints) {
  for (const auto& [members, message] : complaints) {
    const auto reading = Desk().read_with(members);
    EXPECT_EQ(errors(reading), Messages{message}) << members;
    EXPECT_FALSE(reading.settings.has_value()) << members;
  }
}

}  // namespace dyndns::config
