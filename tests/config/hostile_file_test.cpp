#include <sys/stat.h>

#include <random>

#include "config/desk.hpp"
#include "file/read_file.hpp"

namespace dyndns::config {
namespace {

TEST(HostileFile, AMissingOneIsNamed) {
  const Desk desk;
  const auto reading = desk.read();
  EXPECT_EQ(errors(reading), Messages{"cannot be opened: No such file or directory"});
  EXPECT_EQ(reading.problems.at(0).where, desk.path("config.json"));
}

TEST(HostileFile, ADirectoryIsRefused) {
  const Desk desk;
  std::filesystem::create_directory(desk.path("config.json"));
  EXPECT_EQ(errors(desk.read()), Messages{"is not a regular file"});
}

TEST(HostileFile, AFifoIsRefusedWithoutWaitingForAWriter) {
  const Desk desk;
  ASSERT_EQ(::mkfifo(desk.path("config.json").c_str(), 0600), 0);
  EXPECT_EQ(errors(desk.read()), Messages{"is not a regular file"});
}

TEST(HostileFile, ADeviceWithoutEndIsRefused) {
  Desk desk;
  desk.options.config_path = "/dev/zero";
  EXPECT_EQ(errors(desk.read()), Messages{"is not a regular file"});
}

TEST(HostileFile, AHugeOneIsRefused) {
  const Desk desk;
  const auto reading = desk.read(std::string(1024 * 1024 + 1, ' '));
  EXPECT_EQ(errors(reading), Messages{"is larger than 1024 KiB"});
  EXPECT_EQ(errors(desk.read(std::string(1024 * 1024, ' '))).at(0).substr(0, 7), "line 1,");
}

TEST(HostileFile, ADeepOneIsRefused) {
  EXPECT_EQ(errors(Desk().read(std::string(500000, '['))), Messages{"line 1, column 33: nested deeper than 32 levels"});
}

TEST(HostileFile, AProvidersFileIsNoBetter) {
  Desk desk;
  desk.write("providers.json", std::string("\x7f"
                                           "ELF\0\0\1",
                                           7));
  EXPECT_EQ(errors(desk.read_with("")), Messages{"line 1, column 1: neither JSON nor UTF-8 text"});
}

TEST(HostileFile, NoiseIsAnErrorAndNothingWorse) {
  std::mt19937 random(42);  // the same noise every time
  std::uniform_int_distribution<int> byte(0, 255);
  const Desk desk;
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE(round);
    std::string noise(200, '\0');
    std::generate(noise.begin(), noise.end(), [&] { return static_cast<char>(byte(random)); });
    EXPECT_FALSE(desk.read("{" + noise).settings);
    EXPECT_FALSE(desk.read_with("\"interval\": \"" + noise).settings);
  }
}

// Every beginning of a good file is a bad one, except for the white space at its end.
TEST(HostileFile, AFileThatWasCutOffIsAnError) {
  const Desk desk;
  const std::string good =
      R"({"token_file": "token", "domains": {"example.com": ["www", {"name": "a", "ttl": 600}]}, "quorum": 3})";
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_EQ(errors(desk.read(good.substr(0, length))).size(), 1U) << length;
  }
  EXPECT_TRUE(desk.read(good).settings);
}

TEST(HostileFile, OnlyWhatIsCertainlyNotThereIsMissing) {
  const Desk desk;
  EXPECT_FALSE(file::exists(desk.path("nothing")));
  EXPECT_TRUE(file::exists(desk.path("token")));
  EXPECT_TRUE(file::exists(desk.path("token/below-a-file")));
}

}  // namespace
}  // namespace dyndns::config
