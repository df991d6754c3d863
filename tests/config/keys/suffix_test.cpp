#include "config/desk.hpp"

namespace dyndns::config {
namespace {

// What these members and the name's make of the address, and at which length of the prefix: "::1/64".
std::string suffix_of(const std::string& name, const std::string& members = R"("ipv6": true)") {
  const auto reading = Desk().read(R"({"token_file": "token", "domains": {"example.com": [{"name": "nas", )" + name +
                                   "}]}, " + members + '}');
  if (!reading.settings) {
    return joined(errors(reading));
  }
  const auto& wish = reading.settings->records.back();
  return wish.suffix ? wish.suffix->suffix.to_string() + '/' + std::to_string(wish.suffix->prefix_length) : "none";
}

const std::string path = "domains.example.com[0].";

TEST(Suffix, OfTheFamilyCountsForEachNameThatHasNoneOfItsOwn) {
  const auto settings = settings_of(Desk().read(
      R"({"token_file": "token", "ipv6": {"interface": "ppp0", "suffix": "::12:0:0:0:2", "prefix_length": 56},
                      "domains": {"example.com": ["a", {"name": "b", "suffix": "::b"}]}})"));
  EXPECT_TRUE(std::holds_alternative<FromInterface>(settings.ipv6.value()));
  ASSERT_EQ(settings.records.size(), 4U);
  EXPECT_FALSE(settings.records[0].suffix) << "of an A record";
  EXPECT_EQ(settings.records[1].suffix, (Ipv6Suffix{Address::parse("::12:0:0:0:2").value(), 56}));
  EXPECT_EQ(settings.records[3].suffix, (Ipv6Suffix{Address::parse("::b").value(), 56}));
}

TEST(Suffix, NeedsNoInterfaceOrCommandBesideIt) {
  for (const char* ipv6 : {R"({"suffix": "::1"})", R"({"prefix_length": 56})"}) {
    SCOPED_TRACE(ipv6);
    const auto settings = settings_of(Desk().read_with(R"("ipv6": )" + std::string(ipv6)));
    EXPECT_TRUE(std::holds_alternative<AskProviders>(settings.ipv6.value()));
  }
}

TEST(Suffix, OfANameIsItsHostPartUnderAPrefixOfEachLength) {
  EXPECT_EQ(suffix_of(R"("suffix": "::a:1:2")"), "::a:1:2/64");
  EXPECT_EQ(suffix_of(R"("suffix": "0:0:0:ffff::2")", R"("ipv6": {"prefix_length": 48})"), "::ffff:0:0:0:2/48");
  EXPECT_EQ(suffix_of(R"("suffix": "0:0:0:7f::2")", R"("ipv6": {"prefix_length": 57})"), "::7f:0:0:0:2/57");
  EXPECT_EQ(suffix_of(R"("suffix": "0:0:0:80::2")", R"("ipv6": {"prefix_length": 57})"),
            path + "suffix: '0:0:0:80::2' has bits within the first 57, which come from the detected address\n");
}

TEST(Suffix, IsMadeOfAMacInAnySpelling) {
  for (const char* mac : {"00:16:3e:ab:cd:ef", "00-16-3E-AB-CD-EF", "00:16:3E:Ab:cD:eF"}) {
    SCOPED_TRACE(mac);
    EXPECT_EQ(suffix_of(R"("mac": ")" + std::string(mac) + '"'), "::216:3eff:feab:cdef/64");
  }
  EXPECT_EQ(suffix_of(R"("mac": "02:16:3e:ab:cd:ef")"), "::16:3eff:feab:cdef/64") << "the universal/local bit";
}

TEST(Suffix, BesideAMacSaysInWhichNetworkItIs) {
  const std::string both = R"("mac": "00:16:3e:ab:cd:ef", "suffix": ")";
  EXPECT_EQ(suffix_of(both + R"(0:0:0:5::")", R"("ipv6": {"prefix_length": 60})"), "::5:216:3eff:feab:cdef/60");
  EXPECT_EQ(suffix_of(both + R"(::5")"),
            path + "suffix: must leave its last 64 bits, which mac makes, at 0; remove one of them\n");
}

TEST(Suffix, MistakesAreNamedWithTheirPath) {
  const auto no_mac = [](const std::string& text) {
    return path + "mac: '" + text + "' is not the MAC address of a device, such as '00:16:3e:12:34:56'\n";
  };
  for (const char* text : {"00:16:3e:ab:cd", "00:16:3e:ab:cd:ef:01", "0016.3eab.cdef", "00:16-3e:ab:cd:ef",
                           "00:16:3e:ab:cd:eg", "0:16:3e:ab:cd:eff", "-1:16:3e:ab:cd:ef", "00 16 3e ab cd ef"}) {
    EXPECT_EQ(suffix_of(R"("mac": ")" + std::string(text) + '"'), no_mac(text)) << text;
  }
  EXPECT_EQ(suffix_of(R"("mac": "01:00:5e:00:00:01")"),
            path + "mac: '01:00:5e:00:00:01' is the MAC address of a group, not of a device\n");
  EXPECT_EQ(suffix_of(R"("mac": "00:16:3e:ab:cd:ef")", R"("ipv6": {"prefix_length": 72})"),
            path + "mac: makes the last 64 bits, but prefix_length 72 leaves 56; use suffix\n");
  EXPECT_EQ(suffix_of(R"("suffix": "192.0.2.1")"),
            path + "suffix: '192.0.2.1' is not the end of an IPv6 address such as '::1:2'\n");
  EXPECT_EQ(suffix_of(R"("suffix": "2001:db8::1")"),
            path + "suffix: '2001:db8::1' has bits within the first 64, which come from the detected address\n");
  EXPECT_EQ(suffix_of(R"("suffix": 1)"), path + "suffix: must be text in double quotes, not a number\n");
}

TEST(Suffix, ThatMakesNoDifferenceIsAWarning) {
  const auto reading =
      Desk().read(R"({"token_file": "token", "domains": {"example.com": [{"name": "nas", "suffix": "::1"}]}})");
  EXPECT_EQ(warnings(reading), Messages{path + "suffix: makes no difference, since AAAA of this name is left alone"});
  EXPECT_EQ(warnings(Desk().read_with(R"("ipv6": {"interface": "ppp0", "prefix_length": 56})")),
            Messages{"ipv6.prefix_length: makes no difference without suffix, here or of a name, or mac"});
}

TEST(Suffix, OfOneRecordThatIsNamedTwiceMustBeTheSame) {
  const auto reading = [](const std::string& second) {
    return Desk().read(R"({"token_file": "token", "ipv6": true, "domains": {"example.com": [
        {"name": "nas", "types": ["AAAA"], "suffix": "::1"}, {"name": "nas", "types": ["AAAA"], )" +
                       second + "}]}}");
  };
  const std::string same =
      "domains.example.com[1].name: the same record as domains.example.com[0].name: AAAA of 'nas.example.com'";
  EXPECT_EQ(warnings(reading(R"("suffix": "::0:1")")), Messages{same + "; once is enough"});
  EXPECT_EQ(errors(reading(R"("suffix": "::2")")), Messages{same + ", with another suffix; remove one of them"});
}

}  // namespace
}  // namespace dyndns::config
