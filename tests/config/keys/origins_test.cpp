#include "config/desk.hpp"

namespace dyndns::config {
namespace {

TEST(Origins, ByDefaultTheProvidersAreAskedForIpv4) {
  const auto settings = settings_of(Desk().read_with(""));
  EXPECT_TRUE(settings.ipv4 && std::holds_alternative<AskProviders>(*settings.ipv4));
  EXPECT_FALSE(settings.ipv6);
}

TEST(Origins, AnInterfaceOrACommandCanTell) {
  const auto settings = settings_of(
      Desk().read_with(R"("ipv4": {"interface": "ppp0"}, "ipv6": {"command": "my address", "allow_private": true})"));
  const auto& interface = std::get<FromInterface>(settings.ipv4.value());
  EXPECT_EQ(interface.name, "ppp0");
  EXPECT_FALSE(interface.allow_private);
  const auto& command = std::get<FromCommand>(settings.ipv6.value());
  EXPECT_EQ(command.line, "my address");
  EXPECT_TRUE(command.allow_private);
}

TEST(Origins, TheProvidersMayBeAskedThroughAnInterface) {
  const auto settings =
      settings_of(Desk().read_with(R"("ipv4": {"via": "wan2"}, "ipv6": {"via": "wan2", "suffix": "::1"})"));
  EXPECT_EQ(std::get<AskProviders>(settings.ipv4.value()).via, "wan2");
  EXPECT_EQ(std::get<AskProviders>(settings.ipv6.value()).via, "wan2");
}

TEST(Origins, ThroughWhichInterfaceIsAskedIsNoOtherOrigin) {
  expect_errors(
      {{R"("ipv4": {"via": "a/b"})", "ipv4.via: 'a/b' is not the name of a network interface"},
       {R"("ipv4": {"via": "wan2", "command": "x"})", "ipv4: must have one of interface, command and via, not several"},
       {R"("ipv4": {"via": "wan2", "interface": "ppp0"})",
        "ipv4: must have one of interface, command and via, not several"},
       {R"("ipv4": {"via": "wan2", "allow_private": true})",
        "ipv4.allow_private: makes sense only with interface or command: a provider's answer is always global"}});
}

TEST(Origins, ThePredecessorsCommandIsForIpv4) {
  const auto settings = settings_of(Desk().read_with(R"("command": "ipconfig getifaddr en0")"));
  EXPECT_EQ(std::get<FromCommand>(settings.ipv4.value()).line, "ipconfig getifaddr en0");
}

TEST(Origins, MistakesAreNamedWithTheirPath) {
  expect_errors(
      {{R"("ipv4": false)", "ipv4: nothing to do: both ipv4 and ipv6 are false"},
       {R"("ipv4": "ppp0")",
        "ipv4: must be true, false, {\"interface\": ...}, {\"command\": ...} or {\"via\": ...}, not text"},
       {R"("ipv4": {"interface": "ppp0", "command": "x"})",
        "ipv4: must have one of interface, command and via, not several"},
       {R"("ipv4": {"interface": "a/b"})", "ipv4.interface: 'a/b' is not the name of a network interface"},
       {R"("ipv4": {"interface": "sixteen-letters-"})",
        "ipv4.interface: 'sixteen-letters-' is not the name of a network interface"},
       {R"("ipv4": {"command": ""})", "ipv4.command: must not be empty"},
       {R"("ipv4": {"allow_private": true})", "ipv4: must have interface, command or via"},
       {R"("ipv4": {"interface": "ppp0", "suffix": "::1"})", "ipv4.suffix: unknown key; remove it"},
       {R"("command": "x", "ipv4": true)",
        "command: remove it: ipv4 says where the address comes from; {\"command\": ...} may stand there"},
       {R"("command": true)", "command: must be text in double quotes, not true"},
       {R"("ipv6": {"suffix": "1.2.3.4"})", "ipv6.suffix: '1.2.3.4' is not the end of an IPv6 address such as '::1:2'"},
       {R"("ipv6": {"suffix": "::1:0:0:0:2"})",
        "ipv6.suffix: '::1:0:0:0:2' has bits within the first 64, which come from the detected address"},
       {R"("ipv6": {"suffix": "::2", "prefix_length": 128})", "ipv6.prefix_length: 128 is not between 1 and 127"},
       {R"("ipv6": {"suffix": "::2", "allow_private": true})",
        "ipv6.allow_private: makes sense only with interface or command: a provider's answer is always global"}});
}

}  // namespace
}  // namespace dyndns::config
