// Where a credential was typed into another place, or others may read what is none.
#include "config/keys/credentials.hpp"

namespace dyndns::config {
namespace {

const char* const token_of_40 = "0123456789abcdef0123456789abcdef01234567";

TEST(MisplacedSecret, AFileThatIsMissingIsNamedWhereItIsCertainlyAPath) {
  const Desk desk;
  desk.write("keys/other", "t");
  for (const auto& path : {desk.path("nowhere/token"), std::string("./token2"), std::string("keys/token")}) {
    SCOPED_TRACE(path);
    const auto reading = read_credential(desk, R"("token_file": ")" + path + R"(",)");
    EXPECT_EQ(errors(reading), Messages{"cannot be opened: No such file or directory"});
    EXPECT_EQ(reading.problems.at(0).where, path.starts_with('/') ? path : desk.path(path));
  }
  const auto reading = read_credential(desk, R"("token_file": "tokn",)");
  EXPECT_EQ(errors(reading), Messages{"token_file: names a file that cannot be opened: No such file or directory; it "
                                      "must be the path of a file, not the credential itself"});
  EXPECT_EQ(reading.problems.at(0).where, desk.path("config.json"));
}

// Whatever it looks like: of letters only, short, as Gandi's own example, of base64 with its slash.
TEST(MisplacedSecret, InThePlaceOfAFileNoneIsShown) {
  const Desk desk;
  for (const std::string secret : {"pat_abc-123", "pat_AbCdEf", "hunter2", "abcdefghijklmnopqrstuvwx",
                                   "0123456789abcdef0123456789abcdef01234567", "aGVsbG8/d29ybGQ+Zm9v", "aB3_x-9",
                                   "eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl", "a b c", " pat_abc-123 ", "p\xc3\xa4ss"}) {
    for (const std::string key : {"token_file", "api_key_file"}) {
      SCOPED_TRACE(key + secret);
      const auto reading = read_credential(desk, '"' + key + R"(": ")" + secret + R"(",)");
      ASSERT_EQ(errors(reading).size(), 1U);
      EXPECT_EQ(errors(reading)[0].substr(0, key.size() + 2), key + ": ");
      expect_silence_about(secret.substr(1, secret.size() - 2), reading);
    }
  }
  const std::string long_one(400, 'a');  // longer than the name of a file can be
  expect_silence_about(long_one, read_credential(desk, R"("token_file": ")" + long_one + R"(",)"));
  EXPECT_EQ(errors(read_credential(desk, R"("token_file": "pat_abc-123",)")),
            Messages{"token_file: must be the path of a file; this looks like the credential itself"});
}

TEST(MisplacedSecret, AFileMayBeCalledAsItLikes) {
  const Desk desk;
  desk.write("pat_abc-123", "t");
  EXPECT_EQ(settings_of(read_credential(desk, R"("token_file": "pat_abc-123",)")).credential.secret.reveal(), "t");
}

TEST(MisplacedSecret, InTheWrongPlaceItIsNotRepeated) {
  const Desk desk;
  for (const char* key : {"token_file", "api_key_file", "api", "endpoint", "tokeninfo", "ipv4", "create_missing"}) {
    const auto reading = read_credential(desk, '"' + std::string(key) + R"(": ")" + token_of_40 + R"(",)");
    EXPECT_FALSE(errors(reading).empty()) << key;
    expect_silence_about(token_of_40, reading);
  }
  const auto reading = read_credential(desk, R"("token": 123456789012345678901234,)");
  EXPECT_EQ(errors(reading), Messages{"token: must be text in double quotes, not a number"});
}

TEST(MisplacedSecret, AConfigurationOpenToOthersIsAWarningWhenItHoldsACommand) {
  const Desk desk;
  const std::string usual = R"({"token_file": "token", "domains": {"example.com": ["www"]}, )";
  const Messages complaint = {
      "can be read by every user of this machine and holds a command, in which a password may "
      "stand; chmod o-r fixes it"};
  for (const std::string command :
       {R"("command": "x"})", R"("ipv4": {"command": "x"}})", R"("ipv6": {"command": "x"}})"}) {
    SCOPED_TRACE(command);
    desk.write("config.json", usual + command, 0644);
    EXPECT_EQ(warnings(desk.read()), complaint);
    desk.write("config.json", usual + command, 0640);
    EXPECT_EQ(warnings(desk.read()), Messages());
  }
  desk.write("config.json", usual + R"("ipv4": {"interface": "ppp0"}})", 0644);
  EXPECT_EQ(warnings(desk.read()), Messages());
}

}  // namespace
}  // namespace dyndns::config
